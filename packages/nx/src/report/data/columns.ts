import { type Json, keyBelow } from 'bocas/internal/light'
import type { ConfigValue, ConfigColumn, Metric, MetricColumn } from './page-data'

/**
 * The keys of some configs: those in which they differ as columns, the others once. A named alternative stands for its label.
 *
 * @param seedPaths where each of them has its seed, which has a column of its own. What is the seed of one task may be a setting of another.
 */
export function configColumns(
  configs: readonly Json[],
  seedPaths: readonly (string | undefined)[],
): { readonly configs: ConfigColumn[]; readonly shared: [string, ConfigValue][] } {
  const columns = new Map<string, { values: Map<ConfigValue, number>; at: number[] }>()
  configs.forEach((config, run) => {
    for (const [path, value] of leaves(config)) {
      if (path === seedPaths[run]) continue
      const column = columns.get(path) ?? { values: new Map<ConfigValue, number>(), at: configs.map(() => -1) }
      columns.set(path, column)
      if (!column.values.has(value)) column.values.set(value, column.values.size)
      column.at[run] = column.values.get(value)!
    }
  })
  const all = [...columns].map(([path, { values, at }]): ConfigColumn => ({ path, values: [...values.keys()], at }))
  const isShared = ({ values, at }: ConfigColumn): boolean => values.length === 1 && !at.includes(-1)
  return {
    configs: all.filter((column) => !isShared(column)),
    shared: all.filter(isShared).map(({ path, values }) => [path, values[0]!]),
  }
}

/** Values by path; empty lists and blocks are values too, or they would not be seen. */
function leaves(value: Json, path = ''): [string, ConfigValue][] {
  if (value === null || typeof value !== 'object') return [[path, value]]
  const entries = Object.entries<Json>(value)
  if (entries.length === 0) return path === '' ? [] : [[path, Array.isArray(value) ? '[]' : '{}']]
  const isNamed = !Array.isArray(value) && typeof (value as { name?: unknown }).name === 'string'
  return entries.flatMap(([key, item]): [string, ConfigValue][] =>
    isNamed && key === 'name' && path !== '' ? [[path, item as string]] : leaves(item, keyBelow(path, key)),
  )
}

/** The metrics of some runs, in the order in which they first appear. */
export function metricColumns(runs: readonly ReadonlyMap<string, number>[]): MetricColumn[] {
  const columns = new Map<string, (Metric | null)[]>()
  runs.forEach((metrics, run) => {
    for (const [path, value] of metrics) {
      if (!columns.has(path))
        columns.set(
          path,
          runs.map(() => null),
        )
      columns.get(path)![run] = asMetric(value)
    }
  })
  return [...columns].map(([path, values]) => ({ path, values }))
}

/** The numbers that a report shows of a run. Those of a stale one are of an earlier state, and would enter means beside numbers of now. */
export const numbersShown = <N>({
  state,
  metrics,
}: {
  readonly state: string
  readonly metrics: ReadonlyMap<string, N>
}) => (state === 'kept' ? metrics : new Map<string, N>())

/** A number as JSON can hold it. */
export const asMetric = (value: number): Metric => (Number.isFinite(value) ? value : (String(value) as Metric))
