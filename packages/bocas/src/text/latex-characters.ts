import { LOWERED, ON_THE_LINE, RAISED } from './raised'

/** Characters that TeX acts upon, and those that are set with a command in text. */
export const LATEX_SYMBOLS: Readonly<Record<string, string>> = {
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '{': '\\{',
  '}': '\\}',
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '`': '\\textasciigrave{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  // The only straight double quote that every font encoding has.
  '"': '\\texttt{\\char34}',
  '[': '{[}',
  ']': '{]}',
  '*': '{*}',
  '\u00a0': '~',
  '\u202f': '\\,',
  '–': '\\textendash{}',
  '—': '\\textemdash{}',
  // Marks of direction and joiners have no glyph of their own, and pdfLaTeX stops at them.
  ...Object.fromEntries(
    [...'\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff'].map((mark) => [mark, '']),
  ),
}

const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau upsilon varphi chi psi omega'
const GREEK_CAPITALS: Readonly<Record<string, string>> = {
  ...{ Γ: '\\Gamma', Δ: '\\Delta', Θ: '\\Theta', Λ: '\\Lambda', Ξ: '\\Xi', Π: '\\Pi', Σ: '\\Sigma', Υ: '\\Upsilon' },
  ...{ Φ: '\\Phi', Ψ: '\\Psi', Ω: '\\Omega' },
}

/** Characters that are set in mathematics, with what is in every LaTeX. */
export const LATEX_MATHS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    GREEK.split(' ').map((name, index) => [
      String.fromCodePoint(0x3b1 + index),
      name === 'omicron' ? 'o' : `\\${name}`,
    ]),
  ),
  ...GREEK_CAPITALS,
  ...{ ϵ: '\\epsilon', ϕ: '\\phi', ϑ: '\\vartheta', ϱ: '\\varrho', ϖ: '\\varpi', µ: '\\mu' },
  ...{ '−': '-', '±': '\\pm', '∓': '\\mp', '×': '\\times', '÷': '\\div', '·': '\\cdot', '⋅': '\\cdot', '∞': '\\infty' },
  ...{ '≤': '\\leq', '≥': '\\geq', '≠': '\\neq', '≈': '\\approx', '≡': '\\equiv', '∼': '\\sim', '∝': '\\propto' },
  ...{ '←': '\\leftarrow', '→': '\\rightarrow', '↑': '\\uparrow', '↓': '\\downarrow', '↔': '\\leftrightarrow' },
  ...{ '⇐': '\\Leftarrow', '⇒': '\\Rightarrow', '⇔': '\\Leftrightarrow', '∂': '\\partial', '∇': '\\nabla' },
  ...{ '∑': '\\sum', '∏': '\\prod', '∫': '\\int', '√': '\\surd', '∈': '\\in', '∉': '\\notin', '∅': '\\emptyset' },
  ...{ '∩': '\\cap', '∪': '\\cup', '⊂': '\\subset', '⊆': '\\subseteq', '⊃': '\\supset', '∧': '\\wedge', '∨': '\\vee' },
  ...{ '¬': '\\neg', '∀': '\\forall', '∃': '\\exists', '⊕': '\\oplus', '⊗': '\\otimes', '∘': '\\circ', ℓ: '\\ell' },
  ...{ '≅': '\\cong', '≪': '\\ll', '≫': '\\gg', '∣': '\\mid', '∖': '\\setminus', '⊙': '\\odot', '⋆': '\\star' },
  ...{ '∗': '\\ast', '⊤': '\\top', '⋯': '\\cdots', ℏ: '\\hbar' },
  ...{ '⌊': '\\lfloor', '⌋': '\\rfloor', '⌈': '\\lceil', '⌉': '\\rceil' },
  ...calligraphic(),
  ...{ '⟨': '\\langle', '⟩': '\\rangle', '‖': '\\Vert', '∥': '\\parallel', '⊥': '\\perp', '′': "'", '″': "''" },
}

/** The script capitals: those that Unicode had before, and its alphabet of mathematics. */
function calligraphic(): Record<string, string> {
  const before = { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ' }
  const capitals = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, at) => [letter, String.fromCodePoint(0x1d49c + at)])
  return Object.fromEntries(
    Object.entries({ ...Object.fromEntries(capitals), ...before }).map(([letter, set]) => [
      set,
      `\\mathcal{${letter}}`,
    ]),
  ) as Record<string, string>
}

/** Marks over a letter, as Unicode combines them where it has no character for both. */
export const LATEX_ACCENTS: Readonly<Record<string, string>> = {
  ...{ '\u0302': '\\hat', '\u030c': '\\check', '\u0303': '\\tilde', '\u0304': '\\bar' },
  ...{ '\u0307': '\\dot', '\u0308': '\\ddot', '\u20d7': '\\vec' },
}

/** Raised and lowered characters, and what each says. */
export const LATEX_RAISED = `${RAISED}ⁿ`
export const LATEX_LOWERED = LOWERED
const PLAIN = ON_THE_LINE.replace('−', '-')
export const LATEX_SCRIPTS: Readonly<Record<string, string>> = {
  ...scripts(LATEX_RAISED, `${PLAIN}n`),
  ...scripts(LATEX_LOWERED, PLAIN),
}

function scripts(raised: string, plain: string): Record<string, string> {
  return Object.fromEntries([...raised].map((character, index) => [character, plain.charAt(index)]))
}

/** What pdfLaTeX knows in its own font encoding (OT1); found by compiling each character. */
export const PDFLATEX_KNOWS =
  /[\u00a0-ª¬-º¼-ÏÑ-Ýß-ïñ-ýÿ-ăĆ-ďĒ-ėĚ-ĥĨ-ĭİ-ķĹ-ľŁ-ňŌ-ťŨ-űŴ-žƒǄ-ǔǢǣǦ-ǩǰǴǵȘ-țȲȳȷ\u02c6\u02c7\u02d8\u02d9\u02dc\u02ddḂḃḍḞ-ḡḥḰḱḷṃṅṇṛṣṭẎ-ẑẞỲỳ‐-‖‘’“”†-•…‰‱※‽⁄⁎⁒₡₤₦₩₫€₱℃№℗℞℠™Ω℧℮]/u

/** What pdfLaTeX knows with `\usepackage[T1]{fontenc}` only. */
export const NEEDS_T1 = /[«»ÐÞðþĄąĐđĘęĮįŊŋŲųǪǫ\u02db‚„‹›]/u
