import { readFileSync } from 'node:fs'
import { type Figure } from '../figure/figure'
import { FONT_FILES } from './surface/font'
import { readCharacters } from './surface/font-characters'
import { nodeCanvasRenderer } from './node-canvas-renderer'
import { withoutDate } from './surface/metadata'
import { woffTables, woffToSfnt } from './surface/woff'

/** A folder where `npm install chartjs-node-canvas@5 canvas@3 chart.js@4` was called; it takes the headers of cairo, or a download. */
const FOLDER = process.env.BOCAS_NODE_CANVAS
/** Reported as skipped where there is no such folder. */
const whereInstalled = FOLDER === undefined ? describe.skip : describe

const figure: Figure = {
  kind: 'lines',
  name: 'curves',
  size: { width: 232, height: 161 },
  note: 'mean ± sd, n = 5',
  x: { label: 'epoch α', scale: 'linear' },
  y: { label: 'loss', scale: 'log' },
  spread: 'bands',
  series: ['sgd', 'adam'].map((label, index) => ({
    label,
    points: [1, 2, 3, 4, 5].map((x) => ({
      x,
      y: (index + 1) / x ** 3,
      low: (index + 0.9) / x ** 3,
      high: (index + 1.1) / x ** 3,
    })),
  })),
}
const facets: Figure = {
  kind: 'facets',
  name: 'facets',
  size: { width: 232, height: 161 },
  by: 'task',
  panels: ['one', 'two'].map((title) => ({ title, plot: figure })),
}

jest.setTimeout(60_000)

it('without the package, what to install and where it was looked for is said', async () => {
  await expect(nodeCanvasRenderer({ from: __dirname }).render(figure, 'pdf')).rejects.toThrow(
    /chartjs-node-canvas cannot be loaded from .*chartjs: .*npm install chartjs-node-canvas@5 canvas@3 chart\.js@4/,
  )
})

it('the date of a PDF is taken out, byte for byte', () => {
  const pdf = Buffer.from("%PDF-1.5\n<< /Producer (cairo) /CreationDate (D:20261123013000+01'00) >>\n\xff", 'latin1')
  const fixed = Buffer.from(withoutDate(pdf))
  expect(fixed.toString('latin1')).toContain("/CreationDate (D:19700101000000+01'00)")
  expect([fixed.length, fixed.at(-1)]).toEqual([pdf.length, 0xff])
})

it('a WOFF font becomes one that fontconfig reads, with the same tables', () => {
  const woff = readFileSync(FONT_FILES[0]?.path as string)
  const sfnt = woffToSfnt(woff)
  const tables = woffTables(woff)
  expect(sfnt.readUInt16BE(4)).toBe(tables.length)
  tables.forEach(({ tag, content }, index) => {
    const entry = 12 + index * 16
    const offset = sfnt.readUInt32BE(entry + 8)
    expect(sfnt.toString('latin1', entry, entry + 4)).toBe(tag)
    expect(offset % 4).toBe(0)
    expect(sfnt.subarray(offset, offset + sfnt.readUInt32BE(entry + 12)).equals(content)).toBe(true)
  })
  expect(readCharacters(woff).has('é'.codePointAt(0) as number)).toBe(true)
  expect(() => woffToSfnt(sfnt)).toThrow('not a WOFF font')
})

whereInstalled('chartjs-node-canvas (in the folder that BOCAS_NODE_CANVAS names)', () => {
  const renderer = nodeCanvasRenderer({ from: FOLDER })
  const textOf = async (one: Figure, format: 'pdf' | 'svg' | 'png') =>
    Buffer.from(await renderer.render(one, format)).toString('latin1')

  it.each([figure, facets])('draws $name as vectors at the printed size', async (one) => {
    const pdf = await textOf(one, 'pdf')
    expect(pdf).toMatch(/MediaBox \[ ?0 0 232 161 ?\]/)
    expect(pdf).not.toContain('/Subtype /Image')
    const svg = await textOf(one, 'svg')
    expect(svg).toContain('width="232pt" height="161pt" viewBox="0 0 232 161"')
    expect(svg).not.toMatch(/<image\b/)
  })

  it('draws a PNG of 288 dots per inch that is not empty', async () => {
    const png = Buffer.from(await renderer.render(figure, 'png'))
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([232 * 4, 161 * 4])
    expect(png.readUInt32BE(png.indexOf('pHYs') + 4)).toBe(11339)
    expect(png.length).toBeGreaterThan(10_000)
  })

  it('draws equal figures as equal bytes', async () => {
    for (const format of ['pdf', 'svg', 'png'] as const)
      expect(await textOf(figure, format)).toBe(await textOf({ ...figure }, format))
  })
})
