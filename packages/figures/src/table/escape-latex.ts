import { LATEX_MATHS, LATEX_SYMBOLS, NEEDS_T1, PDFLATEX_KNOWS } from './latex-characters'

/**
 * Text as LaTeX that shows exactly this text, wherever in a table it stands: brackets and stars are protected too, since `\\` and the rules of booktabs take
 * those that follow them for their own. Letters that pdfLaTeX knows stay as they are; {@link latexNeeds} tells which it does not know.
 */
export function escapeLatex(text: string): string {
  return [...text.normalize('NFC').replace(/[\s\p{Cc}]+/gu, (space) => (space === '\u00a0' ? space : ' '))]
    .map((character) => LATEX_SYMBOLS[character] ?? maths(character) ?? character)
    .join('')
    .replace(/-(?=-)/g, '-{}')
    .replace(/,(?=,)/g, ',{}')
    .replace(/'(?=')/g, "'{}")
    .replace(/^\(/, '{(}')
}

function maths(character: string): string | undefined {
  const command = LATEX_MATHS[character]
  return command === undefined ? undefined : `$${command}$`
}

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
