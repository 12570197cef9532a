import { ProblemsError } from '../../problems'
import { decoded, encoded, type DataSchema, type Issue } from '../../schema'

/** A file of another format than the one that is read. */
export class FormatError extends ProblemsError {
  override readonly name = 'FormatError'
}

/**
 * A value as a file of a form holds it.
 *
 * @throws ProblemsError that says what does not fit, each thing with its place.
 */
export function toForm<T>(schema: DataSchema<T>, value: unknown, file: string): T {
  const written = encoded(schema, value)
  if (!written.success) throw misfit(file, written.error)
  return written.data
}

/**
 * What a file of a form holds. Of what was written by another version nothing is guessed.
 *
 * @param isNone what to say of a text that is no JSON.
 * @throws FormatError that says which format a file has, which one is read, and what to do.
 * @throws ProblemsError when the text is no JSON, or does not fit the form.
 */
export function fromForm<T>(
  schema: DataSchema<T>,
  text: string,
  { file, format, isNone }: { readonly file: string; readonly format: number; readonly isNone: string },
): T {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw cannotRead(isNone, error, file)
  }
  checkFormat(json, format, file)
  const read = decoded(schema, json)
  if (!read.success) throw misfit(file, read.error)
  return read.data
}

/** What figures have made cannot be read, and they make it again. */
export const cannotRead = (message: string, error: unknown, file: string): ProblemsError =>
  new ProblemsError({ message: `${message}: ${(error as Error).message}; draw the figures again`, path: file })

function checkFormat(json: unknown, format: number, file: string): void {
  const found = (json as { format?: unknown } | null)?.format
  if (found === format || typeof found !== 'number') return
  const whose = found < format ? 'an earlier' : 'a later'
  throw new FormatError({
    message: `this was written by ${whose} version of bocas (format ${found}, and this one reads ${format}); draw the figures again: nx run-many -t figures`,
    path: file,
  })
}

const misfit = (file: string, { issues }: { readonly issues: readonly Issue[] }): ProblemsError =>
  new ProblemsError(issues.map(({ message, path }) => ({ message, path: `${file}: ${path.map(String).join('.')}` })))
