import {
  LATEX_ACCENTS,
  LATEX_LOWERED,
  LATEX_MATHS,
  LATEX_RAISED,
  LATEX_SCRIPTS,
  LATEX_SYMBOLS,
  NEEDS_T1,
  PDFLATEX_KNOWS,
} from './latex-characters'

/**
 * Text as LaTeX that shows exactly this text, wherever in a paragraph or a table it stands: brackets and stars are protected too, since `\\` and the rules of
 * booktabs take those that follow them for their own. Letters that pdfLaTeX knows stay as they are; {@link latexNeeds} tells which it does not know.
 */
export function escapeLatex(text: string): string {
  return escaped(text, (command) => `$${command}$`, {})
}

/** The same for text that may also stand within a formula, such as a fact: there a comma within a number would be followed by a space. */
export function escapeLatexAnywhere(text: string): string {
  return escaped(text, (command) => `\\ensuremath{${command}}`, IN_FORMULAS).replace(/(\d),(?=\d)/g, '$1{,}')
}

/** Symbols of text that a formula does not take. */
const IN_FORMULAS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'<>|'].map((sign) => [sign, `\\ensuremath{${sign}}`])),
  ...Object.fromEntries([...'~^`'].map((sign) => [sign, `\\mbox{${LATEX_SYMBOLS[sign]}}`])),
}

/** A letter with its accent is one; raised and lowered characters that follow each other are one exponent or index; everything else stands alone. */
const PIECES = new RegExp(
  `\\p{L}[${Object.keys(LATEX_ACCENTS).join('')}]|[${LATEX_RAISED}]+|[${LATEX_LOWERED}]+|[^]`,
  'gu',
)

/** A letter with an accent over it, where both are in every LaTeX, and both together are not. */
function accented(piece: string): string | undefined {
  if (PDFLATEX_KNOWS.test(piece) || NEEDS_T1.test(piece)) return undefined
  const [letter = '', mark = '', ...more] = piece.normalize('NFD')
  if (more.length > 0) return undefined
  const over = LATEX_ACCENTS[mark]
  const set = LATEX_MATHS[letter] ?? (/[a-zA-Z]/.test(letter) ? `\\mathrm{${letter}}` : undefined)
  return over === undefined || set === undefined ? undefined : `${over}{${set}}`
}

function scriptOf(piece: string): string | undefined {
  const plain = [...piece].map((character) => LATEX_SCRIPTS[character])
  if (plain.includes(undefined)) return undefined
  return `{}${LATEX_RAISED.includes(piece.charAt(0)) ? '^' : '_'}{${plain.join('')}}`
}

function escaped(
  text: string,
  formula: (command: string) => string,
  symbols: Readonly<Record<string, string>>,
): string {
  const shown = (piece: string): string => {
    const command = scriptOf(piece) ?? accented(piece) ?? LATEX_MATHS[piece]
    return command === undefined ? (symbols[piece] ?? LATEX_SYMBOLS[piece] ?? piece) : formula(command)
  }
  return text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, (space) => (space === '\u00a0' || space === '\u202f' ? space : ' '))
    .replace(PIECES, shown)
    .replace(/-(?=-)/g, '-{}')
    .replace(/,(?=,)/g, ',{}')
    .replace(/'(?=')/g, "'{}")
    .replace(/^\(/, '{(}')
}

/** Text for the bookmarks of a PDF, which know no formulas. */
export function escapeLatexPlain(text: string): string {
  return text
    .replace(/[\\{}%#$&_^~]/g, (character) => (/[\\^~]/.test(character) ? ' ' : `\\${character}`))
    .replace(/[\u00a0\u202f]/g, ' ')
}

/** An address for `\href` in the argument of another command. In a table, an `&` of TeX's own kind would end the cell. */
export const escapeLatexAddress = (address: string): string =>
  address.replace(/[%#]/g, '\\$&').replaceAll('&', '\\bocas@and ')

/** What a document has to have, beside packages, so that it shows this LaTeX source: one line each. */
export function latexNeeds(source: string): string[] {
  const beyond = [...new Set([...source].filter((character) => character > '~'))]
  const t1 = beyond.filter((character) => NEEDS_T1.test(character))
  const unknown = beyond.filter((character) => !NEEDS_T1.test(character) && !PDFLATEX_KNOWS.test(character))
  return [
    ...(t1.length === 0 ? [] : [`\\usepackage[T1]{fontenc} for ${t1.join(' ')}`]),
    ...(unknown.length === 0 ? [] : [`LuaLaTeX or XeLaTeX, and a font that has ${unknown.join(' ')}`]),
  ]
}
