import { type ExpectedRun, type Shown, type ShownCell, type SourcesFile } from 'bocas/core'
import { type AnyRuns } from '../kit/groups'
import { type Collected } from '../kit/kit'
import { headPaths } from '../table/heads'
import { cellWords } from '../table/shown'
import { type Table } from '../table/table'
import { type Notes } from './noting'

/** What was drawn, from what. */
export interface Drawn {
  readonly task: string
  readonly expected: readonly ExpectedRun[]
  readonly runs: AnyRuns
  readonly collected: Collected
  readonly notes: Notes
}

/** From which runs, by their keys, each fact, claim, figure and table was made, and the number that each run gave. */
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
  const cellsOf = ({ rows, columns, heads }: Table): ShownCell[] => {
    const titles = headPaths(heads).map((path) => path.at(-1)!.text)
    return rows.flatMap((row) =>
      columns.map(({ values, metric, unit }, column) => {
        const cell = row.cells[column]!
        return {
          row: [...row.heads],
          column: values.length > 0 ? [...values] : [titles[column]!],
          text: cellWords(cell, unit),
          ...shown(cell.runs, metric),
          metric,
        }
      }),
    )
  }
  const facts = entries(collected.facts, (name, { runs }) => shown(runs, notes.metrics.get(name)))
  const claims = entries(collected.claims, (_, { runs }) => ({ runs: [...runs] }))
  const figures = Object.fromEntries(
    collected.figures.map(({ name }) => [name, shown(notes.figures.get(name) ?? [])] as const),
  )
  const tables = Object.fromEntries(collected.tables.map((table) => [table.name, { cells: cellsOf(table) }] as const))
  const named = new Set([
    ...[...Object.values(facts), ...Object.values(claims), ...Object.values(figures)].flatMap(({ runs }) => runs),
    ...Object.values(tables).flatMap(({ cells }) => cells.flatMap(({ runs }) => runs)),
  ])
  return { task, runs: keyed(expected, named), facts, claims, figures, tables }
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

const entries = <T, U>(from: Readonly<Record<string, T>>, change: (name: string, value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(name, value)]))
