import { channelsOf, luminance, styleOf } from './palette'
import { lightness } from './test-lightness'

/** L*, a* and b* (CIE 1976) of an sRGB colour under D65. */
function labOf(color: string): readonly [number, number, number] {
  const [red, green, blue] = channelsOf(color).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  const root = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116)
  const x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
  const y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
  const z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** The colour difference of CIE 1976; 2.3 is the least that is noticed. */
const differenceOf = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, index) => value - (b[index] as number)))

const SERIES = Array.from({ length: 30 }, (_, index) => styleOf({ color: index, shape: index }))

describe('the styles of series', () => {
  it('differ in colour and dash for 30 series', () => {
    expect(new Set(SERIES.map(({ color, dash }) => `${color} ${dash.join()}`)).size).toBe(30)
  })

  it('has sixteen colours of which no two are alike', () => {
    const colors = SERIES.slice(0, 16).map(({ color }) => labOf(color))
    for (const [index, one] of colors.entries())
      for (const other of colors.slice(0, index)) expect(differenceOf(one, other)).toBeGreaterThan(20)
  })

  it('differ without any colour among the first five lines and six markers or bars', () => {
    expect(new Set(SERIES.slice(0, 5).map(({ dash }) => dash.join())).size).toBe(5)
    expect(new Set(SERIES.slice(0, 6).map(({ marker }) => marker)).size).toBe(6)
    expect(new Set(SERIES.slice(0, 6).map(({ hatch }) => hatch)).size).toBe(6)
  })

  it('differ in the grey of a print among the first four', () => {
    const greys = SERIES.slice(0, 4)
      .map(({ color }) => lightness(color))
      .sort((a, b) => a - b)
    for (const [index, grey] of greys.slice(1).entries()) expect(grey - (greys[index] as number)).toBeGreaterThan(10)
  })

  it('of two keys show each by marks of its own, so that both are read off without any colour', () => {
    const of = (shape: number, second: number) => styleOf({ color: shape, shape, second })
    const firsts = [0, 1, 2, 3]
    for (const first of firsts) {
      expect(of(first, 0).marker).toBe(of(first, 2).marker)
      expect(of(0, first).dash).toEqual(of(3, first).dash)
      expect(of(0, first).hatch).toBe(of(3, first).hatch)
      expect(of(0, first).filling).toBe(of(3, first).filling)
    }
    expect(new Set(firsts.map((first) => of(first, 0).marker)).size).toBe(4)
    expect(new Set(firsts.map((second) => of(0, second).dash.join())).size).toBe(4)
    expect(new Set(firsts.slice(0, 3).map((second) => of(0, second).filling)).size).toBe(3)
  })

  it('are dark enough to be seen on white', () => {
    for (const { color } of SERIES) expect(1.05 / (luminance(color) + 0.05)).toBeGreaterThan(2)
  })
})

it('luminance and lightness are those of the standards', () => {
  expect(luminance('#ffffff')).toBeCloseTo(1, 6)
  expect(luminance('#000000')).toBe(0)
  // Middle grey: sRGB 119 is L* 50 (CIE 1976).
  expect(lightness('#777777')).toBeCloseTo(50, 0)
})
