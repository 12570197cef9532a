import { ProblemsError, type Problem } from 'bocas/internal'
import { type CellValue, type Table, type TableRow } from '../table/table'

const NUMBER = String.raw`[-−+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?`
const CELL = new RegExp(String.raw`^(${NUMBER})(?:\s*(?:±|\+/-)\s*(${NUMBER}))?$`)

/**
 * A table that a program has left as CSV: first the columns that name the rows, then those of numbers, each as it is to be read: `97.1` or `97.1 ± 0.2`. An empty
 * field is an empty cell.
 *
 * @param lines fields, the heads first.
 * @throws Error that names every cell that is neither.
 */
export function programTable(
  name: string,
  [heads, ...lines]: readonly (readonly string[])[],
  runs: readonly string[],
): Table {
  if (heads === undefined || heads.length === 0)
    throw new ProblemsError('the table is empty: its first line has the heads of the columns')
  const isNumeric = (at: number): boolean => lines.some((line) => CELL.test(line[at]?.trim() ?? ''))
  const first = heads.findIndex((_, at) => isNumeric(at))
  const names = first < 0 ? heads.length : Math.max(1, first)
  const problems: Problem[] = []
  const rows = lines.map((line, row): TableRow => {
    if (line.length !== heads.length)
      problems.push({
        message: `it has ${line.length} fields, and there are ${heads.length} heads`,
        path: `line ${row + 2}`,
      })
    return {
      heads: line.slice(0, names),
      cells: line.slice(names).map((field, at) => {
        const value = field.trim() === '' ? null : cellOf(field.trim())
        if (value === undefined)
          problems.push({
            message: `"${field}" is no number; columns that name rows come first, numbers are like 97.1 or 97.1 ± 0.2`,
            path: `line ${row + 2}, ${heads[names + at] ?? ''}`,
          })
        return { value: value ?? null, n: runs.length, of: runs.length, runs }
      }),
    }
  })
  if (problems.length > 0) throw new ProblemsError(problems.slice(0, 10))
  const columns = heads.slice(names)
  return {
    name,
    keys: { rows: heads.slice(0, names), cols: ['column'] },
    rowHeads: heads.slice(0, names),
    heads: columns.map((text) => ({ text })),
    // No metric of a run is shown: what it is only the program knows.
    columns: columns.map((title) => ({ metric: '', values: [title], unit: '' })),
    rows,
    note: [],
    width: 'any',
  }
}

function cellOf(field: string): CellValue | undefined {
  const found = CELL.exec(field)
  if (found === null) return undefined
  const [, center, error] = found as unknown as [string, string, string | undefined]
  const number = (text: string): number => Number(text.replace('−', '-'))
  return {
    shown: { center: center.replace(/^-/, '−'), error: error ?? null, interval: null, exponent: 0 },
    center: number(center),
    error: error === undefined ? null : number(error),
    interval: null,
    rank: null,
    mark: null,
    signs: '',
  }
}
