import type { Problem } from '../../problems'
import { LIMIT_NAMES } from './check-limits'
import type { Limits } from '../author/limits'

/** The limits of one sweep of a task. */
export interface SweepLimits {
  readonly exportName: string
  readonly limits: Limits
}

/**
 * The limits of a task: what any of its sweeps says holds for all of its runs, because a run may belong to several sweeps and its key does
 * not tell which of them asked. Two sweeps that say different things of one limit are a problem; a sweep that says nothing agrees.
 */
export function joinLimits(sweeps: readonly SweepLimits[], report: (problem: Problem) => void): Limits {
  const joined: Record<string, unknown> = {}
  for (const name of LIMIT_NAMES) {
    const limiting = sweeps.filter(({ limits }) => limits[name] !== undefined)
    const [first, ...others] = limiting
    if (!first) continue
    joined[name] = first.limits[name]
    const text = JSON.stringify(first.limits[name])
    const other = others.find(({ limits }) => JSON.stringify(limits[name]) !== text)
    if (other)
      report({
        message: `\`${name}\` holds for all runs of the task, and ${first.exportName} says another one`,
        path: `${other.exportName}.${name}`,
        hint: 'say it in one of the sweeps, or the same in each',
      })
  }
  return joined
}
