import { writeNote } from './note'
import type { NotePart } from './table'

/** The note as plain text. */
export function noteText(parts: readonly NotePart[]): string {
  const plain = (text: string): string => text
  return writeNote(parts, { text: plain, best: plain, second: plain, sign: plain })
}
