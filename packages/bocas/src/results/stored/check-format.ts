import { ProblemsError } from '../../problems'

/** A file of another format than the one that is read. */
export class FormatError extends ProblemsError {
  override readonly name = 'FormatError'
}

/**
 * Of what was written by another version nothing is guessed.
 *
 * @throws FormatError that says which format a file has, which one is read, and what to do.
 */
export function checkFormat(json: unknown, format: number, file: string): void {
  const found = (json as { format?: unknown } | null)?.format
  if (found === format || typeof found !== 'number') return
  const whose = found < format ? 'an earlier' : 'a later'
  throw new FormatError({
    message: `this was written by ${whose} version of bocas (format ${found}, and this one reads ${format}); draw the figures again: nx run-many -t figures`,
    path: file,
  })
}
