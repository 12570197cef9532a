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
    ['$\\hat{y}$, $\\bar x$, $\\tilde{\\theta}_t$', 'ŷ, x̄, θ̃_t'],
    ['$\\mathcal{L}_{\\text{val}}$', 'ℒ_val'],
    ['$\\mathbb{E}[R]$ in $\\mathbb R^d$', '𝔼[R] in ℝ^d'],
    ['$\\lVert w \\rVert_2^2$', '‖w‖_2^2'],
    ['$\\frac{1}{N} \\sum_i x_i$', '1/N\u2009∑_ix_i'],
    ['$\\frac{a + b}{\\sqrt{n}}$', '(a+b)/(√n)'],
    ['$\\sqrt{n^2 + 1}$', '√(n^2+1)'],
    ['$10^{n^2}$', '10^n²'],
    ['$10{,}000$ and $f(x, y)$', '10,000 and f(x,\u2009y)'],
    ['$\\log n$, $\\log(n)$, $\\max_i$', 'log\u2009n, log(n), max_i'],
    ['$\\left( x \\right]$', '(x]'],
    ["$f'$ \\ $\\#$", 'f′ \\ #'],
    ['$\\text{50\\% of a\\_b}$', '50% of a_b'],
    ['\\$HOME/\\$USER and $x$', '$HOME/$USER and x'],
    ['\\$5', '$5'],
    ['$x \\mid y$', 'x\u2009∣\u2009y'],
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
    ['$\\binom{a}{b}$', 'has \\binom, which labels do not know'],
    ['$\\hat{ab}$', 'has \\hat over "ab", and labels set it over one letter'],
    ['$\\mathcal{d}$', 'has \\mathcal{d}: it takes capitals'],
    ['$x_{t_i}$', 'has "i" as a script of a script, where labels have room for figures alone'],
    ['$a}$', 'has a brace that closes none'],
    ['$\\sqrt[3]{x}$', 'has a root with a number, where labels know square roots'],
    ['$\\mathbf{\\alpha}$', 'has a command within \\mathbf'],
    ['$a^b^c$', 'has ^ twice at one place: write braces'],
    ['$x^$', 'has ^ without what it is of'],
    ['$x_{}$', 'has _ without what it is of'],
    ['$\\frac{a}$', 'has \\frac without what it is of'],
    ['$\\hat$', 'has \\hat without what it is of'],
    ['$x_{a$', 'has a brace that is not closed'],
    ['$\\constructor$', 'has \\constructor, which labels do not know'],
  ])('%s is refused', (text, message) => {
    expect(() => splitMaths(text)).toThrow(message)
  })
})
