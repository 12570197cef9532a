import { type AnyRuns, type Result, storedItems, suggest, codedError } from 'bocas/internal'

/** What a cell of a stored table holds. */
export type ColumnValue = string | number | boolean | null

/** One run with some columns of a table of its. */
export interface RunColumns<Name extends string> {
  readonly run: Result
  /** Row by row. */
  readonly rows: readonly Readonly<Record<Name, ColumnValue>>[]
}

/**
 * Some columns of a table that the runs have stored.
 *
 * @param columns what they are called here, and in the table.
 * @throws Error when a run has no such table, or the table no such column: it lists those there are.
 */
export function readColumns<Name extends string>(
  runs: AnyRuns,
  table: string,
  columns: Readonly<Record<Name, string>>,
): RunColumns<Name>[] {
  return storedItems(runs, table, 'table').map(({ run, value }) => {
    const known = Object.keys(value[0] ?? {})
    const names = Object.entries(columns) as [Name, string][]
    for (const [option, column] of names)
      if (value.length > 0 && !known.includes(column))
        throw codedError(
          'unknown-column',
          `\`${option}\`: there is no column ${JSON.stringify(column)} in ${table} of ${run.name}; ${suggest(column, known)}`,
        )
    return {
      run,
      rows: value.map(
        (row) =>
          Object.fromEntries(names.map(([option, column]) => [option, row[column] ?? null])) as Record<
            Name,
            ColumnValue
          >,
      ),
    }
  })
}

/** The numbers of a column. @throws Error that names the first row that has none. */
export function numbersOf<Name extends string>({ run, rows }: RunColumns<Name>, name: Name): number[] {
  return rows.map((row, index) => {
    const value: ColumnValue = row[name]
    if (typeof value === 'number') return value
    if (value === null) return NaN
    throw new Error(
      `\`${name}\` is a column of numbers, and row ${index + 1} of ${run.name} has ${JSON.stringify(value)}`,
    )
  })
}
