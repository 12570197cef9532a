import { ProblemsError, type Problem } from '../../problems'
import { array, wholeNumber, object, oneOf, string, type SchemaOutput } from '../../schema'
import { type Artifact, attemptArtifact } from '../artifact'
import { type CsvField, readCsv, writeCsv } from './csv'
import type { Kind } from '../kind'
import { isBlock } from '../../key-path'

/** What a cell of a table may hold. */
export type Cell = string | number | boolean | null
export type Row = Readonly<Record<string, Cell>>

const columnType = oneOf('number', 'string', 'boolean')
const schema = object({
  file: string(),
  rows: wholeNumber(),
  columns: array(object({ name: string(), type: columnType })),
})
type ColumnType = SchemaOutput<typeof columnType>
type TableData = SchemaOutput<typeof schema>

/**
 * Rows with named columns: `table([{ image: 17, said: 4, truth: 9 }])`. All rows have the same columns, and a column holds one type (or `null`).
 *
 * @throws Error that names every row and column that breaks this.
 */
export function table<R extends { readonly [K in keyof R]: Cell }>(
  rows: readonly R[],
): Artifact<'table', readonly R[]> {
  return attemptArtifact('table', rows, () => {
    columnsOf(rows)
    return rows.map((row) => ({ ...row }))
  })
}

/** Stored as CSV; the types of the columns are in result.json. */
export const tableKind: Kind<'table', readonly Row[], TableData> = {
  name: 'table',
  schema,
  async save(rows, files) {
    const columns = columnsOf(rows)
    const header = columns.map(({ name }) => name)
    const lines: CsvField[][] = rows.map((row) => header.map((name) => (row[name] === null ? null : String(row[name]))))
    return {
      file: await files.write('.csv', columns.length === 0 ? '' : writeCsv([header, ...lines])),
      rows: rows.length,
      columns,
    }
  },
  load({ file, rows, columns }, files) {
    if (columns.length === 0) return Array.from({ length: rows }, () => ({}))
    const [header, ...lines] = readCsv(files.text(file))
    const names = columns.map(({ name }) => name)
    if (lines.length !== rows || header?.join() !== names.join())
      throw new ProblemsError(`${file} is not the table that result.json describes`)
    return lines.map((line) =>
      Object.fromEntries(columns.map(({ name, type }, i) => [name, READ[type](line[i] ?? null)])),
    )
  },
}

const READ: Record<ColumnType, (field: CsvField) => Cell> = {
  number: (field) => (field === null ? null : Number(field)),
  boolean: (field) => (field === null ? null : field === 'true'),
  string: (field) => field,
}

function columnsOf(rows: readonly Row[]): { name: string; type: ColumnType }[] {
  if (!Array.isArray(rows)) throw new ProblemsError('table() takes an array of rows, such as [{ epoch: 1, loss: 0.5 }]')
  const names = Object.keys(rows[0] ?? {})
  const types = new Map<string, ColumnType>()
  const problems: Problem[] = names.includes('__proto__') ? [{ message: 'a column cannot be called __proto__' }] : []
  rows.forEach((row: Row, i) => {
    if (!isBlock(row)) return void problems.push({ message: 'a row is a record of cells', path: `[${i}]` })
    for (const name of new Set([...names, ...Object.keys(row)])) {
      const problem = cellProblem(row, name, names, types)
      if (problem !== undefined) problems.push({ message: problem, path: `[${i}].${name}` })
    }
  })
  if (problems.length > 10) problems.splice(10, problems.length, { message: `… and ${problems.length - 10} more` })
  if (problems.length > 0) throw new ProblemsError(problems)
  return names.map((name) => ({ name, type: types.get(name) ?? 'string' }))
}

/** What is wrong with a cell. Remembers in `types` what the first cell of a column held. */
function cellProblem(
  row: Row,
  name: string,
  names: readonly string[],
  types: Map<string, ColumnType>,
): string | undefined {
  if (!names.includes(name))
    return 'the first row has no such column; give all rows the same columns (`null` where there is nothing)'
  const cell: unknown = row[name]
  if (cell === undefined) return 'the cell is missing; write `null` where there is nothing'
  if (cell === null) return undefined
  const type = columnType.safeParse(typeof cell)
  if (!type.success) return 'a cell holds a string, a number, a boolean or null'
  const before = types.get(name) ?? type.data
  types.set(name, before)
  return before === type.data ? undefined : `a ${type.data} in a column of ${before}s; a column holds one type`
}
