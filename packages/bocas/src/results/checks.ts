import type { Json } from '../sweep'
import type { Hole } from './entries'
import type { Result } from './result'
import type { Runs } from './runs'

/** Runs of any making: what checks look at is there whatever the types are. */
export type AnyRuns = Runs<unknown, unknown>

/** @throws Error when there is nothing to show. A draft may have holes only. */
export function checkNotEmpty(runs: AnyRuns): void {
  if (runs.length + runs.holes.length > 0) return
  throw new Error('✖ there are no runs to show; only() or its like has left none of them')
}

/** @throws Error when a metric is reported by which the runs were selected. */
export function checkHonest(runs: AnyRuns, metric: string, optimistic: boolean | undefined): void {
  if (optimistic === true || !runs.selectedBy.includes(metric)) return
  throw new Error(
    `✖ these runs were selected by ${metric}, so its values are optimistic; select by a validation metric, or say \`optimistic: true\``,
  )
}

/**
 * @param over keys that may differ too.
 * @param where what the mean is of, for the message.
 * @throws Error when a mean would go over runs that differ in more than their seed.
 */
export function checkAlike(runs: AnyRuns, over: readonly string[], where = ''): void {
  const members: readonly (Result | Hole)[] = [...runs, ...runs.holes]
  const found = new Map<string, Set<string>>()
  members.forEach((run, index) => {
    const isFree = (path: string) =>
      path === run.seed?.path || over.some((key) => path === key || path.startsWith(`${key}.`))
    const leaves = new Map(leavesOf(run.config as Json).filter(([path]) => !isFree(path)))
    for (const path of new Set([...leaves.keys(), ...found.keys()])) {
      const values = found.get(path) ?? new Set(index === 0 ? [] : ['—'])
      found.set(path, values.add(leaves.get(path) ?? '—'))
    }
  })
  const mixed = [...found].filter(([, values]) => values.size > 1)
  if (mixed.length === 0) return
  const told = mixed
    .slice(0, 3)
    .map(([path, values]) => `${path} (${[...values].slice(0, 4).join(', ')}${values.size > 4 ? ', …' : ''})`)
  const keys = mixed.map(([path]) => `'${path}'`).join(', ')
  throw new Error(
    `✖ the mean${where === '' ? '' : ` of ${where}`} would mix runs that differ in ${told.join(' and ')}; choose with only() or select(), show the key, or say \`over: [${keys}]\``,
  )
}

/** The values of a config by path, as text. */
function leavesOf(value: Json, path = ''): [string, string][] {
  if (value === null || typeof value !== 'object') return [[path, JSON.stringify(value)]]
  return Object.entries(value).flatMap(([key, item]: [string, Json]) =>
    leavesOf(item, path === '' ? key : `${path}.${key}`),
  )
}
