import type { Json } from '../../sweep'
import { valuesByPath } from '../stored/config-path'
import type { Result } from '../stored/result'
import { freeIn, type AnyRuns } from './checks'

/** Runs that differ in their seed only (or in `over`). */
interface SettingRuns {
  /** Their places among all runs. */
  readonly members: readonly number[]
  /** One of them. */
  readonly first: Result
  /** What tells the setting from all others: `size = 10, optimizer = "adam"`; empty for the only one. */
  readonly id: string
}

/** The runs apart by setting, in the order in which settings appear. */
export function runsBySetting(runs: AnyRuns, over: readonly string[]): SettingRuns[] {
  const settings = new Map<string, { members: number[]; first: Result; leaves: ReadonlyMap<string, Json> }>()
  for (const [index, run] of [...runs].entries()) {
    const isFree = freeIn(run, over)
    const leaves = valuesByPath(run.config as Json).filter(([path]) => !isFree(path))
    const id = JSON.stringify([run.task, ...leaves])
    const known = settings.get(id)
    if (known === undefined) settings.set(id, { members: [index], first: run, leaves: new Map(leaves) })
    else known.members.push(index)
  }
  const all = [...settings.values()]
  const paths = [...new Set(all.flatMap(({ leaves }) => [...leaves.keys()]))].filter(
    (path) => new Set(all.map(({ leaves }) => JSON.stringify(leaves.get(path)))).size > 1,
  )
  const isOfSeveralTasks = new Set(all.map(({ first }) => first.task)).size > 1
  return all.map(({ members, first, leaves }) => {
    const own = paths.flatMap((path) => (leaves.has(path) ? [`${path} = ${JSON.stringify(leaves.get(path))}`] : []))
    return { members, first, id: [...(isOfSeveralTasks ? [first.task] : []), ...own].join(', ') }
  })
}
