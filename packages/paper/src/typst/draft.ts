import { escapeTypst, type Language, wordsIn } from 'bocas/internal/made'
import { stringLiteral } from './source-text'

/** The label that each page of a draft carries, so that it can be counted. */
export const DRAFT_LABEL = 'bocas-draft'

/**
 * The text that is compiled instead of the paper's main file in a draft: the paper with DRAFT across every page, then a page with
 * what is missing.
 *
 * @param main the paper's main file, relative to where this text will lie.
 */
export function draftSource(main: string, holes: readonly string[], language?: Language): string {
  const { draft, results } = wordsIn(language)
  const words = results.paper.draft
  const list = holes.map((hole) => `#list.item(${stringLiteral(hole)})\n`).join('')
  return `// Made by @bocas/paper for a draft; exists in memory only.
#set page(foreground: [
  #metadata(none) <${DRAFT_LABEL}>
  #rotate(-45deg, text(100pt, weight: "bold", fill: rgb(200, 0, 0, 45))[${draft.mark}])
])
#include ${stringLiteral(main)}
#pagebreak(weak: true)
#heading(level: 1, numbering: none, outlined: false)[${escapeTypst(words.title)}]
${holes.length === 0 ? escapeTypst(words.nothing) : `${escapeTypst(words.holes(holes.length))}\n\n${list}`}
`
}

/**
 * The text of a main file that says something in the metadata of the document. It stands on the first line, so that no line gets another number.
 */
export const sayingInDocument = (text: string, note: string): string =>
  `#set document(keywords: ${stringLiteral(note)}, description: ${stringLiteral(note)});${text.replace(/^\uFEFF/, '')}`

/** Whether a PDF has a note in its metadata, which Typst also writes as plain text: up to its colon, before the words of authors, of which some are escaped there. */
export const saysInDocument = (pdf: Uint8Array, note: string): boolean =>
  Buffer.from(pdf).includes(note.slice(0, note.indexOf(':')).trimEnd())
