import { createCanvas, loadImage } from '@napi-rs/canvas'
import { escapeTypst } from 'bocas/internal'
import { ACCENTS } from '../figure/maths-symbols'
import { drawnByTypst } from './test-compile'
import { withAccents, withOver } from './typst-accents'

const write = withAccents(escapeTypst)

/** Letters without a dot of their own: of each the lines of pixels with ink in them are one stretch, and two with a mark over it that does not touch it. */
const LETTERS = [...'axygfdlhtkbXLFβθλαℒ∇Θ∂']
const MARKS = [...new Set(Object.values(ACCENTS))]

const CELL = 20
const SCALE = 8

/** How many stretches of ink are above each other in each text, set one beside the other. */
async function stretches(texts: readonly string[], font: string): Promise<number[]> {
  const cells = texts.map((text) => `[${write(text)}]`).join(', ')
  const svg = drawnByTypst(
    withOver(
      [
        `#set page(width: ${CELL * texts.length}pt, height: ${CELL}pt, margin: 0pt)`,
        `#set text(font: "${font}", size: 10pt)`,
        `#grid(columns: (${CELL}pt,) * ${texts.length}, rows: ${CELL}pt, align: center + horizon, ${cells})`,
      ].join('\n'),
    ),
  )
  const image = await loadImage(Buffer.from(svg))
  const [width, height] = [texts.length * CELL * SCALE, CELL * SCALE]
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  const hasInk = (cell: number, y: number): boolean => {
    for (let x = cell * CELL * SCALE; x < (cell + 1) * CELL * SCALE; x++)
      if (data[4 * (y * width + x) + 3]! > 128 && data[4 * (y * width + x)]! < 128) return true
    return false
  }
  return texts.map((_, cell) => {
    const lines = Array.from({ length: height }, (__, y) => hasInk(cell, y))
    return lines.filter((ink, y) => ink && !lines[y - 1]).length
  })
}

describe('marks over letters in tables of Typst', () => {
  it.each(['Libertinus Serif', 'New Computer Modern', 'DejaVu Sans Mono'])('touch no letter in %s', async (font) => {
    expect(await stretches(LETTERS, font)).toEqual(LETTERS.map(() => 1))
    for (const mark of MARKS) {
      // Where Unicode has a character for both, it is the font's.
      const marked = LETTERS.map((letter) => (letter + mark).normalize('NFC')).filter((one) => [...one].length > 1)
      const found = await stretches(marked, font)
      expect(marked.filter((_, at) => found[at] !== 2)).toEqual([])
    }
  })

  it.each([
    ['a letter that Unicode has with its mark', 'x a\u0302', 'x â'],
    ['a letter that it has not', 'f\u0302.a [b]', '#over[f][ˆ];.a \\[b\\]'],
    ['a letter that is escaped', '#\u0304', '#over[\\#][¯];'],
    ['two marks, which are left to the font', 'f\u0302\u0304', 'f\u0302\u0304'],
    ['marks of languages', 'ɔ\u0301', 'ɔ\u0301'],
  ])('are written for %s', (_, text, written) => {
    expect(write(text)).toBe(written)
  })

  it('are explained where there are any', () => {
    expect(withOver('#let body = [\\#over\\[f\\]]')).toBe('#let body = [\\#over\\[f\\]]')
    expect(withOver(`[${write('f\u0302')}]`)).toMatch(/^#let over/)
  })
})
