import { formatEstimate, summaryOfFinite } from 'bocas/internal'
import { sortBy, type PageColumn, type Value } from './columns'

/** Runs that agree in the keys by which they are grouped. */
export interface PageGroup {
  /** In the order of the keys. */
  readonly values: readonly Value[]
  readonly runs: readonly number[]
  /** How many settings they have, seeds aside: a mean over several is no mean over seeds. */
  readonly settings: number
}

/** Groups in the order in which their first runs come. */
export function groupRuns(
  runs: readonly number[],
  keys: readonly PageColumn[],
  settings: readonly PageColumn[],
): PageGroup[] {
  const groups = new Map<string, { values: Value[]; runs: number[]; settings: Set<string> }>()
  for (const run of runs) {
    const values = keys.map(({ of }) => of(run))
    const id = identity(values)
    const group = groups.get(id) ?? { values, runs: [], settings: new Set<string>() }
    groups.set(id, group)
    group.runs.push(run)
    group.settings.add(identity(settings.map(({ of }) => of(run))))
  }
  return [...groups.values()].map((group) => ({ ...group, settings: group.settings.size }))
}

/** `"1"` and `1` are two values, and so are none and null. */
const identity = (values: readonly Value[]): string =>
  JSON.stringify(
    values.map((value) => (value === undefined ? [] : typeof value === 'number' ? String(value) + 'n' : [value])),
  )

/** What a group shows of a metric. */
export interface GroupCell {
  /** The mean of the finite values, by which groups are sorted; NaN where there is none. */
  readonly mean: number
  /** Rounded by the rule of tables: `97.1 ± 0.2`; `–` where no run has a value. */
  readonly text: string
  /** Where it is not of all runs of the group. */
  readonly of?: string
}

/** Mean ± sd of a metric over the runs of a group. A run that diverged, or has no result, is left out, and that is said. */
export function groupCell({ runs }: PageGroup, { of }: PageColumn): GroupCell {
  const values = runs.map(of).filter((value): value is number => typeof value === 'number')
  const { mean, sd, n } = summaryOfFinite(values)
  if (values.length === 0) return { mean: NaN, text: '–' }
  // Runs that all diverged have a value to show, and no mean.
  if (n === 0) return { mean: NaN, text: metricText(values[0]), of: `0 of ${runs.length}` }
  return { mean, text: formatEstimate({ mean, sd }), ...(n < runs.length ? { of: `${n} of ${runs.length}` } : {}) }
}

/** Groups by what they show of a column: a key, a metric, or how many runs they have. */
export function sortGroups(
  groups: readonly PageGroup[],
  by: { readonly key: number } | { readonly metric: PageColumn } | 'runs',
  isDown: boolean,
): PageGroup[] {
  const valueOf = (group: PageGroup): Value =>
    by === 'runs' ? group.runs.length : 'key' in by ? group.values[by.key] : groupCell(group, by.metric).mean
  return sortBy(groups, valueOf, isDown)
}

/** A value as a cell shows it: numbers of metrics are rounded as in tables, those of configs stand as they were written. */
export const metricText = (value: Value): string =>
  typeof value === 'number' ? formatEstimate({ mean: value, sd: null }) : '–'
export const valueText = (value: Value): string => (value === undefined ? '–' : value === '' ? '""' : String(value))
