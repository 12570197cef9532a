import { type ExpectedRun, formatEstimate, type Scale, type Shown, type ShownCell, type SourcesFile } from 'bocas/core'
import { type AnyRuns } from '../kit/groups'
import { type Collected, type MadeTable } from '../kit/kit'
import { missingWords, type Cell } from '../table/table'
import { type Notes } from './noting'

/** What was drawn, from what. */
export interface Drawn {
  readonly task: string
  readonly expected: readonly ExpectedRun[]
  readonly runs: AnyRuns
  readonly collected: Collected
  readonly notes: Notes
}

/** From which runs, by their keys, each fact, figure and table was made, and the number that each run gave. */
export function sourcesOf({ task, expected, runs, collected, notes }: Drawn): Omit<SourcesFile, 'format'> {
  const results = new Map([...runs].map((result) => [`${result.task}/${result.name}`, result]))
  const shown = (names: readonly string[], metric?: string): Shown => {
    const ofMetric =
      metric === undefined
        ? undefined
        : numbersOf(
            names.map((name) => results.get(name)),
            metric,
          )
    return { runs: [...names], ...(metric === undefined || !ofMetric ? {} : { metric, values: ofMetric }) }
  }
  const cellOf = ({ table, scale }: MadeTable, row: number, column: number): ShownCell => {
    const { heads, cells } = table.rows[row]!
    const { head, values, metric } = table.columns[column]!
    const cell = cells[column]!
    return {
      row: [...heads],
      column: values.length > 0 ? [...values] : [head.text],
      text: textOf(cell, scale),
      ...shown(cell.runs ?? [], metric),
      metric,
    }
  }
  const facts = entries(collected.facts, (name, { runs }) => shown(runs, notes.metrics.get(name)))
  const figures = Object.fromEntries(
    collected.figures.map(({ name }) => [name, shown(notes.figures.get(name) ?? [])] as const),
  )
  const tables = Object.fromEntries(
    collected.tables.map((made) => {
      const { rows, columns, name } = made.table
      return [name, { cells: rows.flatMap((_, row) => columns.map((_, column) => cellOf(made, row, column))) }] as const
    }),
  )
  const named = new Set([
    ...[...Object.values(facts), ...Object.values(figures)].flatMap(({ runs }) => runs),
    ...Object.values(tables).flatMap(({ cells }) => cells.flatMap(({ runs }) => runs)),
  ])
  return { task, runs: keyed(expected, named), facts, figures, tables }
}

/** One number of each run; undefined when one of them does not have it: what was stated is then computed from something else. */
function numbersOf(
  results: readonly ({ hasMetric(path: string): boolean; metric(path: never): number } | undefined)[],
  metric: string,
): number[] | undefined {
  const numbers = results.map((result) => (result?.hasMetric(metric) ? result.metric(metric as never) : undefined))
  return numbers.every((value) => value !== undefined) ? numbers : undefined
}

function keyed(expected: readonly ExpectedRun[], named: ReadonlySet<string>): SourcesFile['runs'] {
  return Object.fromEntries(
    expected.flatMap(({ task, name, key, config, seed }) =>
      named.has(`${task}/${name}`)
        ? [[`${task}/${name}`, { key, config: config as SourcesFile['runs'][string]['config'], ...(seed && { seed }) }]]
        : [],
    ),
  )
}

function textOf(cell: Cell, scale: Scale): string {
  const { value } = cell
  const text = value === null ? '—' : formatEstimate({ mean: value.mean, sd: value.spread }, scale)
  return text + missingWords(cell)
}

const entries = <T, U>(from: Readonly<Record<string, T>>, change: (name: string, value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(name, value)]))
