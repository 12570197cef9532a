import { escapeLatexAnywhere, escapeLatexPlain } from './latex'

describe('escapeLatexAnywhere', () => {
  it('shows every character that means something to TeX', () => {
    expect(escapeLatexAnywhere('a_b & c% #1 $x$ {y} ~ ^ \\z <|>')).toBe(
      'a\\_b \\& c\\% \\#1 \\$x\\$ \\{y\\} \\mbox{\\textasciitilde{}} \\mbox{\\textasciicircum{}} \\textbackslash{}z \\ensuremath{<}\\ensuremath{|}\\ensuremath{>}',
    )
  })

  it('sets numbers so that they stand in words and in formulas', () => {
    expect(escapeLatexAnywhere('−2.3\u00a0±\u00a00.4\u00a0%')).toBe('\\ensuremath{-}2.3~\\ensuremath{\\pm}~0.4~\\%')
    expect(escapeLatexAnywhere('3.2 × 10⁻¹²')).toBe('3.2 \\ensuremath{\\times} 10\\ensuremath{{}^{-12}}')
  })

  it('keeps hyphens from joining, and letters as they are', () => {
    expect(escapeLatexAnywhere('a--b é 𝔵')).toBe('a-{}-b é 𝔵')
  })
})

describe('escapeLatexPlain', () => {
  it('leaves words for bookmarks', () => {
    expect(escapeLatexPlain('97.1\u00a0±\u00a00.2\u00a0% \\x')).toBe('97.1 ± 0.2 \\%  x')
  })
})
