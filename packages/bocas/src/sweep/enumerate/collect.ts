import type { Problem } from '../../problems'
import { breakdown, factorList, formatCount } from './breakdown'
import type { CheckedOptions } from '../read/check-options'
import { shorten } from '../../text/shorten'
import { giveNames } from './given-names'
import type { SweepLayout } from '../read/layout'
import { addWay, newPoint, type GridPoint } from './grid-point'
import { readSweep } from '../read/read-sweep'
import { canRepeat, identityOfConfig, scan, WhereError } from './scan'
import type { Json } from '../author/types'

/** A checked sweep and its configs; none when there is a problem with their number or with `where`. */
export interface CollectedSweep {
  readonly layouts: readonly SweepLayout[]
  readonly options?: CheckedOptions | undefined
  readonly points: readonly GridPoint[]
  /** The key paths at which results of other tasks are taken. */
  readonly takes?: readonly string[] | undefined
}

/** A `where` that keeps next to nothing of a huge sweep is not searched further than this. */
const MOST_LOOKED_AT = 1_000_000

/** Checks a sweep and collects its configs. Never throws; stops as soon as there are more than `maxRuns`. */
export function collectPoints(sweep: unknown, path: string, report: (problem: Problem) => void): CollectedSweep {
  const { layouts, options, takes } = readSweep(sweep, path, report)
  if (!layouts || !options) return { layouts: [], options, points: [] }
  const { points, problem } = gather(layouts, options, path)
  if (problem) report(problem)
  const named = options.name ? giveNames(points, options.name, `${path}.name`, report) : points
  return { layouts, options, takes, points: named }
}

interface Gathered {
  readonly points: readonly GridPoint[]
  readonly problem?: Problem
}

function gather(layouts: readonly SweepLayout[], options: CheckedOptions, path: string): Gathered {
  const { maxRuns } = options
  const all = layouts.reduce((sum, { exact }) => sum + exact, 0n)
  if (!options.where && !canRepeat(layouts) && all > BigInt(maxRuns)) {
    return { points: [], problem: tooMany(layouts, maxRuns, path, 'all') }
  }
  const where = options.where && withPatience(options.where, layouts, Math.max(MOST_LOOKED_AT, 10 * maxRuns))
  const points = new Map<string, GridPoint>()
  try {
    for (const { config, id: known, parts, seeds, repeated } of scan(layouts, where)) {
      if (!repeated && points.size === maxRuns) return { points: [], problem: tooMany(layouts, maxRuns, path, 'some') }
      const id = known || identityOfConfig(config)
      const point = points.get(id)
      const way = { writings: [config], parts, seeds }
      if (point) addWay(point, way)
      else points.set(id, newPoint(id, config, way))
    }
  } catch (error) {
    if (error instanceof WhereError) return { points: [], problem: whereFailed(error, path) }
    throw error
  }
  if (points.size === 0) return { points: [], problem: nothingLeft(layouts, path) }
  return { points: [...points.values()] }
}

/** `where`, failing when it has been asked more often than anyone wants to wait for. */
function withPatience(where: (config: Json) => unknown, layouts: readonly SweepLayout[], most: number) {
  let asked = 0
  return (config: Json): unknown => {
    if (++asked <= most) return where(config)
    throw new WhereError(`was asked ${formatCount(most)} times and there is no end yet: ${breakdown(layouts)}`, config)
  }
}

function tooMany(layouts: readonly SweepLayout[], maxRuns: number, path: string, which: 'all' | 'some'): Problem {
  const most = `maxRuns (${formatCount(maxRuns)})`
  const all = breakdown(layouts)
  const total = layouts.reduce((sum, { exact }) => sum + exact, 0n)
  const raised = which === 'all' && total < 1_000_000_000n ? String(total) : '…'
  return {
    ...(which === 'all' && { code: 'too-many-runs' }),
    message: which === 'all' ? `${all} are more than ${most}` : `more than ${most} are left of ${all}`,
    path,
    hint: `sweep fewer values (${factorList(layouts)}), or allow so many: defineSweep(…, { maxRuns: ${raised} })`,
  }
}

function whereFailed({ message, config }: WhereError, path: string): Problem {
  return {
    code: 'wrong-where',
    message: `\`where\` ${message}`,
    path: `${path}.where`,
    hint: `it was asked about ${shorten(JSON.stringify(config), 300)}`,
  }
}

const nothingLeft = (layouts: readonly SweepLayout[], path: string): Problem => ({
  code: 'no-runs',
  message: `\`where\` leaves nothing of ${breakdown(layouts)}`,
  path: `${path}.where`,
  hint: 'it returns true for the configs to keep',
})
