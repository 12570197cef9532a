import { stringLiteral } from './source-text'

/**
 * The text of a main file that says something in the metadata of the document. It stands on the first line, so that no line gets another number.
 */
export const sayingInDocument = (text: string, note: string): string =>
  `#set document(keywords: ${stringLiteral(note)}, description: ${stringLiteral(note)});${text.replace(/^\uFEFF/, '')}`

/** Whether a PDF says so: Typst writes the metadata as plain text. */
export const saysCarriedOver = (pdf: Uint8Array): boolean =>
  /carried over by (?:its|their) authors/.test(Buffer.from(pdf).toString('latin1'))
