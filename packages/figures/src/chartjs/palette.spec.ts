import { styleOf } from './palette'

const SERIES = Array.from({ length: 30 }, (_, index) => styleOf(index))

/** Relative luminance of sRGB, WCAG 2.2. */
function luminance(color: string): number {
  const channels = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

describe('the styles of series', () => {
  it('differ in colour and dash for 30 series', () => {
    expect(new Set(SERIES.map(({ color, dash }) => `${color} ${dash.join()}`)).size).toBe(30)
  })

  it('differ without any colour among the first five lines and six markers or bars', () => {
    expect(new Set(SERIES.slice(0, 5).map(({ dash }) => dash.join())).size).toBe(5)
    expect(new Set(SERIES.slice(0, 6).map(({ marker }) => marker)).size).toBe(6)
    expect(new Set(SERIES.slice(0, 6).map(({ hatch }) => hatch)).size).toBe(6)
  })

  it('are dark enough to be seen on white', () => {
    for (const { color } of SERIES) expect(1.05 / (luminance(color) + 0.05)).toBeGreaterThan(2)
  })
})
