import { compile, withLatex } from '../../../../tools/latex/compile'
import { escapeLatex, escapeLatexAnywhere } from './latex'
import { LATEX_MATHS, LATEX_SCRIPTS, LATEX_SYMBOLS, NEEDS_T1, PDFLATEX_KNOWS } from './latex-characters'

const charactersIn = (pattern: RegExp): string[] =>
  Array.from({ length: 0x3000 - 0xa0 }, (_, index) => String.fromCodePoint(0xa0 + index)).filter((one) =>
    pattern.test(one),
  )

withLatex('escaped text', () => {
  jest.setTimeout(120_000)

  it.each([
    ['in text', escapeLatex],
    ['wherever it stands', escapeLatexAnywhere],
  ])('compiles every character that it is said to know, %s', (where, escape) => {
    const known = [
      ...Object.keys(LATEX_SYMBOLS),
      ...Object.keys(LATEX_MATHS),
      ...Object.keys(LATEX_SCRIPTS),
      ...charactersIn(PDFLATEX_KNOWS),
    ]
    const document = (preamble: string, characters: readonly string[]) =>
      `\\documentclass{article}${preamble}\\begin{document}${characters.map(escape).join('\n\n')}\\end{document}`
    expect(known.length).toBeGreaterThan(350)
    expect(compile(document('', known))).toEqual([])
    expect(compile(document('\\usepackage[T1]{fontenc}', charactersIn(NEEDS_T1)))).toEqual([])
  })

  it('compiles in formulas what facts are made of: numbers, signs and mathematics', () => {
    const known = [
      ...Object.keys(LATEX_SYMBOLS),
      ...Object.keys(LATEX_MATHS),
      ...Object.keys(LATEX_SCRIPTS),
      ...'0123456789.,:;()=+/?!<>|',
      '10⁻¹²',
    ]
    const formulas = known.map((text) => `\\(${escapeLatexAnywhere(text)}\\)`)
    expect(compile(`\\documentclass{article}\\begin{document}${formulas.join('\n\n')}\\end{document}`)).toEqual([])
  })
})
