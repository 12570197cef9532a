import { extname } from 'node:path'
import { writeCsv } from '../../artifacts/kinds/csv'
import { encodeNumber } from '../../artifacts/numbers'
import { rowColumns, type RowColumn } from './columns'
import type { AnyRow, RowCell } from './types'
import { writeWhole } from '../../files/write-whole'
import { ProblemsError } from '../../problems'
import { suggest } from '../../suggest'
import type { Runs } from '../runs/runs'
import { toRows } from './to-rows'

/** What `exportRows` can write, by the ending of the file. */
const ROW_FORMATS = { csv: rowsToCsv, json: rowsToJson, parquet: rowsToParquet } as const
export type RowFormat = keyof typeof ROW_FORMATS

/** RFC 4180: a line of names, then a line per row. Nothing is an empty field and empty text `""`; numbers have all their digits, and may be `NaN` or `-Infinity`. */
export function rowsToCsv(rows: readonly AnyRow[]): string {
  const columns = rowColumns(rows)
  const lines = rows.map((_, i) => columns.map(({ cells }) => textOf(cells[i]!)))
  return writeCsv([columns.map(({ name }) => name), ...lines])
}

/** A list of objects, one per line. JSON has no NaN and no infinities: they are the words, as in result.json. */
function rowsToJson(rows: readonly AnyRow[]): string {
  const columns = rowColumns(rows)
  const jsonOf = (cell: RowCell): RowCell => (typeof cell === 'number' ? encodeNumber(cell) : cell)
  const lines = rows.map((_, i) =>
    JSON.stringify(Object.fromEntries(columns.map(({ name, cells }) => [name, jsonOf(cells[i]!)]))),
  )
  return `[\n${lines.join(',\n')}\n]\n`
}

/** Parquet: numbers as DOUBLE (the seed as INT64), true and false as BOOLEAN, all else as UTF-8 text; every column may be null. */
async function rowsToParquet(rows: readonly AnyRow[]): Promise<Uint8Array> {
  const columns = rowColumns(rows)
  // Half a megabyte that only an export needs.
  const { parquetWriteBuffer } = await import('hyparquet-writer')
  const columnData = columns.map((column) => ({ name: column.name, ...parquetColumn(column) }))
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: 'bocas' }))
}

function parquetColumn({ kind, cells }: RowColumn) {
  const mapped = <T>(change: (cell: number | string | boolean) => T) =>
    cells.map((cell) => (cell === null ? null : change(cell)))
  if (kind === 'number') return { type: 'DOUBLE' as const, data: mapped(Number) }
  if (kind === 'integer') return { type: 'INT64' as const, data: mapped(BigInt) }
  if (kind === 'truth') return { type: 'BOOLEAN' as const, data: mapped(Boolean) }
  return { type: 'STRING' as const, data: mapped(String) }
}

const textOf = (cell: RowCell): string | null => (cell === null ? null : String(cell))

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
