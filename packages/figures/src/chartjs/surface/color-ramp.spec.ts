import { inkOn, shadeOf, luminance } from './palette'
import { lightness } from './test-lightness'

const SHADES = Array.from({ length: 101 }, (_, index) => shadeOf(index / 100))

describe('shades', () => {
  it('are evenly darker, so that a grey print keeps their order', () => {
    const steps = SHADES.slice(1).map((shade, index) => lightness(SHADES[index] as string) - lightness(shade))
    expect(Math.min(...steps)).toBeGreaterThan(0)
    expect(Math.max(...steps)).toBeLessThan(2)
  })

  it('end at their ends', () => {
    expect([shadeOf(-1), shadeOf(2)]).toEqual([shadeOf(0), shadeOf(1)])
  })

  it('can be written on: a contrast of 4.5 as WCAG asks for', () => {
    for (const shade of SHADES) {
      const [ground, ink] = [luminance(shade) + 0.05, luminance(inkOn(shade)) + 0.05]
      expect(Math.max(ground, ink) / Math.min(ground, ink)).toBeGreaterThan(4.5)
    }
  })
})
