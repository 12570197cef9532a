import type { ConfigValue, Metric, PageData } from '../data/page-data'

/** A value in the table; undefined where a run has none. */
export type Value = ConfigValue | undefined

/** A column of the table of runs. */
export interface PageColumn {
  /** As a filter names it: `state`, `optimizer`, `test.accuracy`. */
  readonly id: string
  readonly kind: 'about' | 'config' | 'metric'
  readonly of: (run: number) => Value
}

/** What every run has, under names that a key or a metric may have as well. */
const ABOUT: ReadonlySet<string> = new Set(['task', 'run', 'state', 'seed'])

/** The columns of a page: what a run is, the keys in which runs differ, the metrics. No two have one id. */
export function pageColumns({ tasks, states, runs, configs, metrics }: PageData): PageColumn[] {
  const numbers = new Set(metrics.map(({ path }) => path))
  const hasSeeds = runs.seed.some((seed) => seed !== null)
  return [
    ...(tasks.length > 1 ? [about('task', (run) => tasks[runs.task[run]!]!.task)] : []),
    about('run', (run) => runs.name[run]!),
    about('state', (run) => states[runs.state[run]!]!),
    ...(hasSeeds ? [about('seed', (run) => runs.seed[run] ?? undefined)] : []),
    ...configs.map(({ path, values, at }): PageColumn => ({
      id: ABOUT.has(path) || numbers.has(path) ? `config.${path}` : path,
      kind: 'config',
      of: (run) => values[at[run]!],
    })),
    ...metrics.map(({ path, values }): PageColumn => ({
      id: ABOUT.has(path) ? `metric.${path}` : path,
      kind: 'metric',
      of: (run) => metricNumber(values[run]!),
    })),
  ]
}

const about = (id: string, of: PageColumn['of']): PageColumn => ({ id, kind: 'about', of })

/** A stored number; undefined for one that there is not. */
const metricNumber = (value: Metric | null): number | undefined => (value === null ? undefined : Number(value))

/** Numbers by size and before words, words by their letters. */
function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a < b ? -1 : 1
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

/** Whether there is nothing to sort by: no value, or none that has a place among numbers. */
const isNothing = (value: Value): boolean => value === undefined || value === null || Number.isNaN(value)

/** Sorts by a value of each. Equal ones keep their order; those without a value come last, whichever end is first. */
export function sortBy<T>(items: readonly T[], valueOf: (item: T) => Value, isDown: boolean): T[] {
  return items
    .map((item) => ({ item, value: valueOf(item) }))
    .sort(({ value: a }, { value: b }) =>
      isNothing(a) || isNothing(b)
        ? Number(isNothing(a)) - Number(isNothing(b))
        : (isDown ? -1 : 1) * compareValues(a, b),
    )
    .map(({ item }) => item)
}
