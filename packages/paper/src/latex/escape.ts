const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '%': '\\%',
  '#': '\\#',
  $: '\\$',
  '&': '\\&',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\ensuremath{<}',
  '>': '\\ensuremath{>}',
  '|': '\\ensuremath{|}',
  '"': '\\textquotedbl{}',
  '\u00a0': '~',
  '−': '\\ensuremath{-}',
  '±': '\\ensuremath{\\pm}',
  '×': '\\ensuremath{\\times}',
  '∞': '\\ensuremath{\\infty}',
  '—': '---',
  '–': '--',
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Text as LaTeX that shows exactly this text, in paragraphs and in formulas. Letters beyond ASCII stay UTF-8, which LaTeX reads since 2018. */
export function escapeLatex(text: string): string {
  return text
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[^]/gu, (found) => SPECIAL[found] ?? (isRaised(found) ? raised(found) : found))
    .replace(/-(?=-)/g, '-{}')
}

/** Text for the bookmarks of a PDF, which know no formulas. */
export function escapePlain(text: string): string {
  return text
    .replace(/[\\{}%#$&_^~]/g, (character) => (/[\\^~]/.test(character) ? ' ' : `\\${character}`))
    .replaceAll('\u00a0', ' ')
}

/** An address for `\href` in the argument of another command. In a table, an `&` of TeX's own kind would end the cell. */
export const escapeAddress = (address: string): string =>
  address.replace(/[%#]/g, '\\$&').replaceAll('&', '\\bocas@and ')

const isRaised = (found: string): boolean => found.startsWith('⁻') || SUPERSCRIPTS.includes(found[0]!)

const raised = (found: string): string =>
  `\\ensuremath{^{${found.replace('⁻', '-').replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/gu, (digit) => String(SUPERSCRIPTS.indexOf(digit)))}}}`
