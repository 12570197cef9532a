import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Figure } from '../../figure/figure'
import type { LinesFigure } from '../../figure/plot'
import { chartjsRenderer } from '../chartjs-renderer'

const points = Array.from({ length: 10 }, (_, x) => ({ x: x + 1, y: x * x, low: x * x - 3, high: x * x + 3 }))
const frame = {
  name: 'curves',
  size: { width: 238, height: 160 },
  y: { label: 'loss', scale: 'linear' as const },
  note: 'mean ± sd, n = 5',
}
const lines: LinesFigure = {
  ...frame,
  kind: 'lines',
  spread: 'bands',
  x: { label: 'epoch', scale: 'linear' },
  series: [
    { label: 'sgd', points },
    { label: 'adam', points },
  ],
}
const bars: Figure = {
  ...frame,
  kind: 'bars',
  x: { label: 'model', groups: ['a', 'b'] },
  series: [
    { label: 's', bars: [{ y: 1, low: 0.5, high: 1.5 }, null] },
    { label: 't', bars: [{ y: 2 }, { y: -1 }] },
  ],
}
const scatter: Figure = {
  ...frame,
  kind: 'scatter',
  x: { label: 'size', scale: 'log' },
  series: [{ label: 's', points }],
}
const KINDS = [lines, bars, scatter]

/** Drawing takes seconds on a busy machine. */
jest.setTimeout(60_000)

/** All pixels of a PNG as [red, green, blue, alpha]. */
async function pixelsOf(png: Uint8Array): Promise<{ width: number; height: number; data: Uint8ClampedArray }> {
  const image = await loadImage(Buffer.from(png))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return { width: image.width, height: image.height, data: context.getImageData(0, 0, image.width, image.height).data }
}

/** The number of pixels that are not white. */
const inkOf = ({ data }: { data: Uint8ClampedArray }) => {
  let ink = 0
  for (let at = 0; at < data.length; at += 4)
    if ((data[at] as number) + (data[at + 1] as number) + (data[at + 2] as number) < 740) ink++
  return ink
}

it.each(KINDS)('a PDF of $kind is one page of the printed size, in vectors, with its font inside', async (figure) => {
  const pdf = Buffer.from(await chartjsRenderer.render(figure, 'pdf')).toString('latin1')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf).toContain('/MediaBox [0 0 238 160]')
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1)
  expect(pdf).not.toContain('/Subtype /Image')
  expect(pdf).toContain('/FontFile2')
  expect(pdf).not.toContain('/CreationDate')
})

it.each(KINDS)('an SVG of $kind has paths for text, no pictures, and its printed size', async (figure) => {
  const svg = Buffer.from(await chartjsRenderer.render(figure, 'svg')).toString('utf8')
  expect(svg).toContain('width="238pt" height="160pt" viewBox="0 0 238 160"')
  expect(svg).not.toMatch(/<(text|image|use)\b/)
  expect(svg).not.toContain('font-family')
  expect(svg.match(/<path/g)?.length).toBeGreaterThan(20)
})

it.each(KINDS)('a PNG of $kind has 288 dots per inch, says so, and is opaque', async (figure) => {
  const png = Buffer.from(await chartjsRenderer.render(figure, 'png'))
  const density = png.indexOf('pHYs')
  expect(png.readUInt32BE(density + 4)).toBe(11339)
  const pixels = await pixelsOf(png)
  expect([pixels.width, pixels.height]).toEqual([238 * 4, 160 * 4])
  expect(pixels.data.filter((_, index) => index % 4 === 3).every((alpha) => alpha === 255)).toBe(true)
  expect(inkOf(pixels)).toBeGreaterThan(4000)
})

it('text is really drawn: invisible names leave the legend with less ink', async () => {
  const named = (label: string): Figure => ({
    ...lines,
    note: '',
    names: 'legend',
    series: lines.series.map((one) => ({ ...one, label })),
  })
  const legendInk = async (label: string) => {
    const { width, data } = await pixelsOf(await chartjsRenderer.render(named(label), 'png'))
    return inkOf({ data: data.subarray(0, width * 14 * 4 * 4) })
  }
  expect(await legendInk('WWW')).toBeGreaterThan((await legendInk('\u00a0\u00a0\u00a0')) + 800)
})

it('nothing is cut at the edges: the outermost pixels are white', async () => {
  const label = 'a rather long label for a vertical axis that has to be broken'
  for (const figure of KINDS) {
    const { width, height, data } = await pixelsOf(
      await chartjsRenderer.render({ ...figure, y: { ...figure.y, label } }, 'png'),
    )
    const edge = [
      ...Array.from({ length: width }, (_, x) => [x, x + (height - 1) * width]).flat(),
      ...Array.from({ length: height }, (_, y) => [y * width, y * width + width - 1]).flat(),
    ]
    expect(edge.filter((at) => data[at * 4] !== 255 || data[at * 4 + 2] !== 255)).toEqual([])
  }
})

it('a draft is marked', async () => {
  const draft = await pixelsOf(await chartjsRenderer.render({ ...lines, draft: '3 of 4 runs' }, 'png'))
  expect(inkOf(draft)).toBeGreaterThan(inkOf(await pixelsOf(await chartjsRenderer.render(lines, 'png'))) * 1.2)
})

it('an unknown character is an error that names it, not a box in the picture', async () => {
  const figure: Figure = { ...lines, x: { ...lines.x, label: '机器' } }
  await expect(chartjsRenderer.render(figure, 'pdf')).rejects.toThrow(
    'the figure font has no "机" (U+673A): it would be left out of "机器" (at figure curves)',
  )
})

it('values that are not finite leave a gap and a figure without any value can be drawn', async () => {
  const gap: Figure = {
    ...lines,
    series: [
      {
        label: 's',
        points: [
          { x: 1, y: NaN },
          { x: 2, y: 1 },
          { x: 3, y: Infinity },
          { x: 4, y: 2 },
        ],
      },
    ],
  }
  const empty: Figure = { ...scatter, series: [{ label: 's', points: [] }] }
  expect((await chartjsRenderer.render(gap, 'svg')).length).toBeGreaterThan(1000)
  expect((await chartjsRenderer.render(empty, 'svg')).length).toBeGreaterThan(1000)
})
