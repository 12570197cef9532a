import { lightness, luminance, styleOf } from './palette'

const SERIES = Array.from({ length: 30 }, (_, index) => styleOf({ color: index, shape: index }))

describe('the styles of series', () => {
  it('differ in colour and dash for 30 series', () => {
    expect(new Set(SERIES.map(({ color, dash }) => `${color} ${dash.join()}`)).size).toBe(30)
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
