/** Text in the languages that tables, facts and papers are written in: the only place where it is escaped. */
export { escapeAsciiHtml, escapeHtml } from './html'
export { escapeLatex, escapeLatexAddress, escapeLatexAnywhere, escapeLatexPlain, latexNeeds } from './latex'
export { escapeMarkdown } from './markdown'
export { escapeTypst } from './typst'
export { groupedNumber, intervalBy, LANGUAGES, localNumber, wordsIn, type Language, type Words } from './words/words'
export { reasonIn } from './words/refusals'
