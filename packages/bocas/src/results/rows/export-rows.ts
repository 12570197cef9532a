import { extname } from 'node:path'
import { writeWhole } from '../../files/write-whole'
import { ProblemsError } from '../../problems'
import { suggest } from '../../suggest'
import type { Runs } from '../runs/runs'
import { ROW_FORMATS, type RowFormat } from './formats'
import { toRows } from './to-rows'
import type { AnyRow } from './types'

/**
 * Writes results, or rows of your own, for other programs: `await exportRows(runs, 'results.parquet')`. The ending says how: `.csv`, `.json` or `.parquet`. Equal rows
 * give equal bytes; the file appears whole or not at all.
 *
 * @throws Error when the ending is another one, there are no rows, or a cell is neither a number nor text, true, false or null.
 */
export async function exportRows<C, O>(rows: Runs<C, O> | readonly AnyRow[], file: string): Promise<void> {
  const format = extname(file).slice(1).toLowerCase()
  if (!Object.hasOwn(ROW_FORMATS, format))
    throw new ProblemsError({
      message: `rows cannot be written as ${JSON.stringify(format)}; ${suggest(format, Object.keys(ROW_FORMATS))}`,
      path: file,
    })
  const list = Array.isArray(rows) ? (rows as readonly AnyRow[]) : (toRows(rows as Runs<C, O>) as readonly AnyRow[])
  await writeWhole(file, await ROW_FORMATS[format as RowFormat](list))
}
