import type { Problem } from '../problems'
import { breakdown, factorList, formatCount } from './breakdown'
import type { CheckedOptions } from './check-options'
import { shorten } from './describe'
import { newTally } from './expand'
import type { Layout, Part, Seed } from './layout'
import { wrongName } from './name-rules'
import { readSweep } from './read-sweep'
import { canRepeat, identify, scan, WhereError } from './scan'
import type { Json } from './types'

/** A config of a sweep with everything that is known of it before it has a name. */
export interface Point {
  readonly id: string
  readonly config: Json
  /** The config as every way that leads to it writes it: the order of keys may differ. */
  readonly writings: Json[]
  readonly parts: Part[]
  readonly seeds: Seed[]
  /** What the author's `name` function called it. */
  readonly given?: string
}

/** A checked sweep and its configs; none when there is a problem with their number or with `where`. */
export interface Collected {
  readonly layouts: readonly Layout[]
  readonly options?: CheckedOptions
  readonly points: readonly Point[]
}

/** A `where` that keeps next to nothing of a huge sweep is not searched further than this. */
const MOST_LOOKED_AT = 1_000_000
/** More problems of one kind are not shown one by one. */
const MOST_SHOWN = 5

/** Checks a sweep and collects its configs. Never throws; stops as soon as there are more than `maxRuns`. */
export function collect(sweep: unknown, path: string, report: (problem: Problem) => void): Collected {
  const { layouts, options } = readSweep(sweep, path, report)
  if (!layouts || !options) return { layouts: [], options, points: [] }
  const { points, problem } = gather(layouts, options, path)
  if (problem) report(problem)
  return { layouts, options, points: options.name ? giveNames(points, options.name, `${path}.name`, report) : points }
}

interface Gathered {
  readonly points: readonly Point[]
  readonly problem?: Problem
}

function gather(layouts: readonly Layout[], options: CheckedOptions, path: string): Gathered {
  const { maxRuns } = options
  const all = layouts.reduce((sum, { exact }) => sum + exact, 0n)
  if (!options.where && !canRepeat(layouts) && all > BigInt(maxRuns)) {
    return { points: [], problem: tooMany(layouts, maxRuns, path, 'all') }
  }
  const where = options.where && withPatience(options.where, layouts, Math.max(MOST_LOOKED_AT, 10 * maxRuns))
  const points = new Map<string, Point>()
  const tally = newTally()
  try {
    for (const { config, id: known, parts, seeds } of scan(layouts, where, tally)) {
      if (tally.runs > maxRuns) return { points: [], problem: tooMany(layouts, maxRuns, path, 'some') }
      const id = known || identify(config)
      const point = points.get(id)
      if (point) mergeWays(point, { writings: [config], parts, seeds })
      else points.set(id, { id, config, writings: [config], parts: [...parts], seeds: [...seeds] })
    }
  } catch (error) {
    if (error instanceof WhereError) return { points: [], problem: whereFailed(error, path) }
    throw error
  }
  if (points.size === 0) return { points: [], problem: nothingLeft(layouts, path) }
  return { points: [...points.values()] }
}

/** `where`, failing when it has been asked more often than anyone wants to wait for. */
function withPatience(where: (config: Json) => unknown, layouts: readonly Layout[], most: number) {
  let asked = 0
  return (config: Json): unknown => {
    if (++asked <= most) return where(config)
    throw new WhereError(`was asked ${formatCount(most)} times and there is no end yet: ${breakdown(layouts)}`, config)
  }
}

/** Adds to a point what another way to the same config knows of it. */
export function mergeWays(
  point: Point,
  way: Pick<Point, 'writings'> & { parts: readonly Part[]; seeds: readonly Seed[] },
): void {
  const written = new Set(point.writings.map((config) => JSON.stringify(config)))
  point.writings.push(...way.writings.filter((config) => !written.has(JSON.stringify(config))))
  point.parts.push(...way.parts)
  point.seeds.push(...way.seeds.filter(({ path }) => point.seeds.every((seed) => seed.path !== path)))
}

function tooMany(layouts: readonly Layout[], maxRuns: number, path: string, which: 'all' | 'some'): Problem {
  const most = `maxRuns (${formatCount(maxRuns)})`
  const all = breakdown(layouts)
  const total = layouts.reduce((sum, { exact }) => sum + exact, 0n)
  const raised = which === 'all' && total < 1_000_000_000n ? String(total) : '…'
  return {
    message: which === 'all' ? `${all} are more than ${most}` : `more than ${most} are left of ${all}`,
    path,
    hint: `sweep fewer values (${factorList(layouts)}), or allow so many: defineSweep(…, { maxRuns: ${raised} })`,
  }
}

function whereFailed({ message, config }: WhereError, path: string): Problem {
  return {
    message: `\`where\` ${message}`,
    path: `${path}.where`,
    hint: `it was asked about ${shorten(JSON.stringify(config), 300)}`,
  }
}

const nothingLeft = (layouts: readonly Layout[], path: string): Problem => ({
  message: `\`where\` leaves nothing of ${breakdown(layouts)}`,
  path: `${path}.where`,
  hint: 'it returns true for the configs to keep',
})

function giveNames(
  points: readonly Point[],
  name: (config: Json) => unknown,
  path: string,
  report: (problem: Problem) => void,
): Point[] {
  let wrong = 0
  const tell = (message: string, config: Json): void => {
    const hint = `it was asked about ${shorten(JSON.stringify(config), 300)}`
    if (++wrong <= MOST_SHOWN) report({ message, path, hint })
  }
  const named = points.map((point) => {
    let given: unknown
    try {
      given = name(point.config)
    } catch (error) {
      tell(`\`name\` threw ${String(error)}`, point.config)
      return point
    }
    const fault = wrongName(given)
    if (fault === undefined) return { ...point, given: given as string }
    tell(`the name ${shorten(JSON.stringify(given) ?? String(given), 120)} ${fault}`, point.config)
    return point
  })
  const hidden = wrong - MOST_SHOWN
  if (hidden > 0) report({ message: `\`name\` fails for ${hidden} more configs`, path, hint: 'mend the first ones' })
  return named
}
