import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from 'bocas/internal'
import { defineFigures } from '../../define-figures'
import { testJob, writeResult } from '../../test-results'
import { missingCharacters } from './font'
import { checkOwnFonts } from './own-font'
import { squareFont } from './test-font'

const folder = mkdtempSync(join(tmpdir(), 'bocas-fonts-'))
const written = (name: string, bytes: Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const FONT = written('squares.ttf', squareFont('器机学'))

/** Bars of one run whose names are given; the files by their endings, or the error. */
async function drawn(name: string, fonts: readonly string[] = [], places: Record<string, string> = {}) {
  const into = mkdtempSync(join(tmpdir(), 'bocas-figures-'))
  const run = await writeResult(into, 'toy', 'a', { seed: 0, name } as object, { accuracy: 0.5 })
  const job = testJob(into, [run], { data: places })
  const figures = defineFigures<(config: { seed: number; name: string }) => Promise<{ accuracy: number }>>(
    ({ runs, bars, plot }) => {
      bars('bars', runs, { x: 'name', y: 'accuracy' })
      plot('own', runs, { type: 'bar', data: { labels: [name], datasets: [{ data: [1] }] } }, { alt: 'One bar.' })
    },
    { fonts },
  )
  await figures.render(job)
  return Object.fromEntries(
    ['bars', 'own'].flatMap((one) =>
      ['pdf', 'svg', 'png'].map((format) => [
        `${one}.${format}`,
        sha256(readFileSync(join(job.into.figures, `${one}.${format}`))),
      ]),
    ),
  )
}

describe('fonts of an author', () => {
  it('set what the face of the figures lacks, the same every time, and change nothing that it has', async () => {
    const places = { 'squares.ttf': FONT }
    const [first, second] = [await drawn('机器', ['squares.ttf'], places), await drawn('机器', ['squares.ttf'], places)]
    expect(second).toEqual(first)
    expect(await drawn('机', ['squares.ttf'], places)).not.toEqual(first)
    expect(await drawn('Größe 0.5', ['squares.ttf'], places)).toEqual(await drawn('Größe 0.5'))
    expect(missingCharacters('机 learning 鱼', { fonts: [FONT] })).toEqual(['鱼'])
  })

  it('are asked for where a character is missing, in figures of ours and in charts of an author', async () => {
    const error = await drawn('机 鱼').catch((thrown: Error) => thrown.message)
    expect(error).toContain('the figure font has no "机" (U+673A): it would be left out of "机 鱼"')
    expect(error).toContain('figure bars')
    expect(error).toContain('figure own')
    expect(String(error).match(/fonts: \['/g)).toHaveLength(2)
    await expect(drawn('机 鱼', ['squares.ttf'], { 'squares.ttf': FONT })).rejects.toThrow(
      'no font of the figure has "鱼" (U+9C7C): it would be left out of "机 鱼"',
    )
  })

  it('have to be declared', async () => {
    await expect(drawn('机', ['squares.ttf'])).rejects.toThrow("'squares.ttf' is not declared")
  })

  it.each<[string, Buffer, string]>([
    [
      'another file',
      Buffer.from('no font at all'),
      'it is no font of a kind that figures read: .ttf, .otf, .ttc or .woff',
    ],
    ['an empty file', Buffer.alloc(0), 'it is no font of a kind that figures read'],
    ['WOFF 2', Buffer.from('wOF2 and more'), 'it is packed as WOFF 2, which is not read here'],
    ['half a font', readFileSync(FONT).subarray(0, 200), 'it is cut off or damaged'],
  ])('are no use when they are %s', (_, bytes, why) => {
    const path = written(`${sha256(bytes)}.ttf`, bytes)
    expect(() => checkOwnFonts(['mine.ttf'], [path])).toThrow(`the font mine.ttf cannot be used: ${why}`)
  })
})
