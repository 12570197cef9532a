/**
 * The entry point for papers: what figures have left for them, read and checked, and the escaping of their languages; with all of `bocas/internal/store`. Whoever
 * builds a paper after an edit of its text waits for no more than this: neither for tables of results nor for what runs need.
 */
export * from './internal-store'
export { writeWhole } from './files/write-whole'
export * from './results/made/figure-files'
export type { Term } from './statistics/provenance'
export { escapeAsciiHtml, escapeHtml } from './text/html'
export { escapeLatex, escapeLatexAddress, escapeLatexAnywhere, escapeLatexPlain, latexNeeds } from './text/latex'
export { RAISED } from './text/raised'
export { escapeTypst } from './text/typst'
export { wordsIn, type Language } from './text/words/words'
