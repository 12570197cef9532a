import { hasMaths, plainMaths, splitMaths } from './maths'

describe('mathematics in labels', () => {
  it.each<[string, string]>([
    ['loss $L_{\\text{val}}$', 'loss L_val'],
    ['$10^{-3}$ to $10^4$', '10^−3 to 10^4'],
    ['$\\alpha_i$', 'α_i'],
    ['$E \\propto N^{-\\beta}$', 'E\u2009∝\u2009N^−β'],
    ['$\\mathrm{FLOPs per step}$', 'FLOPs per step'],
    ['$a_{b c}$', 'a_bc'],
    ['$50\\%$', '50%'],
  ])('%s reads %s', (text, plain) => {
    expect(hasMaths(text)).toBe(true)
    expect(plainMaths(text)).toBe(plain)
  })

  it('has scripts of its own size', () => {
    expect(splitMaths('cost $C_{\\max}^2$ each')).toEqual([
      { text: 'cost ', script: 'base' },
      { text: 'C', script: 'base' },
      { text: 'max', script: 'sub' },
      { text: '2', script: 'super' },
      { text: ' each', script: 'base' },
    ])
  })

  it.each(['costs $5', '$5 or $ 6', 'between $5 and $10', 'US$5/US$6', 'a_b^c', ''])('%j has none', (text) => {
    expect(hasMaths(text)).toBe(false)
    expect(plainMaths(text)).toBe(text)
  })

  it.each([
    ['$\\frac{a}{b}$', 'has \\frac, which labels do not know'],
    ['$x_{a$', 'has a brace that is not closed'],
    ['$\\constructor$', 'has \\constructor, which labels do not know'],
  ])('%s is refused', (text, message) => {
    expect(() => splitMaths(text)).toThrow(message)
  })
})
