import type { Problem } from '../problems'
import { collect, mergeWays, type Collected, type Point } from './collect'
import { shorten } from './describe'
import { joinLabels, keyPaths, namedPaths, nameKeys } from './key-names'
import type { Seed } from './layout'
import { sweepOf } from './marks'
import { nameRuns } from './name-runs'
import type { Json } from './types'

/** One run of a task, before it has a key. */
export interface PlannedRun {
  /** Unique in the task ignoring case; letters, digits and `= + . _ -`; at most 100 characters. A label, not an identity. */
  readonly name: string
  readonly config: { readonly [key: string]: Json }
  /** Where its config has the seed, if `seeds(…)` led to it. */
  readonly seed?: Seed
  /** `optimizer=adam`: the keys in its automatic name. */
  readonly tags: readonly string[]
  /** The sweeps it belongs to, `main` first. */
  readonly sweeps: readonly string[]
}

/** What a `sweep.ts` asks for. Without runs when there is any problem. */
export interface SweepPlan {
  readonly problems: readonly Problem[]
  /** Every run once, in order of first appearance. */
  readonly runs: readonly PlannedRun[]
  /** The runs of each sweep, in its own order; `main` is the default export. */
  readonly sweeps: Readonly<Record<string, { readonly names: readonly string[] }>>
  /** Declared data of all sweeps. */
  readonly data: readonly string[]
  /** Declared environment variables of all sweeps. */
  readonly env: readonly string[]
}

interface Exported extends Collected {
  readonly sweepName: string
  readonly exportName: string
}

/**
 * Plans the runs of a task from what its `sweep.ts` exports: the default export is the sweep `main`, every other export
 * that is a sweep is one of its name. Their runs are one set; a config that is in several is one run. Never throws: all
 * problems of the file come together.
 *
 * @param module the exports of the module, by name.
 */
export function planSweeps(module: Readonly<Record<string, unknown>>): SweepPlan {
  const problems: Problem[] = []
  const report = (problem: Problem): void => void problems.push(problem)
  const sweeps = findSweeps(module, report).map(({ sweep, ...names }): Exported => ({
    ...names,
    ...collect(sweep, names.exportName, report),
  }))
  const layouts = sweeps.flatMap((sweep) => sweep.layouts)
  const paths = keyPaths(layouts)
  const named = namedPaths(layouts)
  const requests = sweeps.flatMap(({ exportName, options, layouts: own }) =>
    options && own.length > 0 ? [{ at: `${exportName}.labels`, labels: options.labels }] : [],
  )
  const labels = joinLabels(requests, paths, named, report)
  const points = mergePoints(sweeps, report)
  checkGivenNames([...points.values()], report)
  const data = distinct(sweeps.flatMap(({ options }) => options?.data ?? []))
  const env = distinct(sweeps.flatMap(({ options }) => options?.env ?? []))
  if (problems.length > 0) return { problems, runs: [], sweeps: {}, data, env }

  const order = [...points.values()]
  const names = nameRuns(order, nameKeys(paths, labels), named)
  const byId = new Map(order.map(({ id }, i) => [id, names[i]!.name]))
  const members = sweeps.map(({ sweepName, points: own }) => [sweepName, own.map(({ id }) => byId.get(id)!)] as const)
  const memberOf = new Map<string, string[]>()
  for (const [sweepName, own] of members)
    for (const name of own) memberOf.set(name, [...(memberOf.get(name) ?? []), sweepName])
  return {
    problems,
    runs: order.map(({ config, seeds }, i) => ({
      name: names[i]!.name,
      config: config as PlannedRun['config'],
      ...(seeds[0] && { seed: seeds[0] }),
      tags: names[i]!.tags,
      sweeps: memberOf.get(names[i]!.name)!,
    })),
    sweeps: Object.fromEntries(members.map(([sweepName, own]) => [sweepName, { names: own }])),
    data,
    env,
  }
}

/** Everything that is wrong with one sweep by itself; what concerns several sweeps of a file is found by `planSweeps`. */
export function checkSweep(sweep: unknown, exportName: string): Problem[] {
  const problems: Problem[] = []
  collect(sweep, exportName, (problem) => problems.push(problem))
  return problems
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]

function findSweeps(module: Readonly<Record<string, unknown>>, report: (problem: Problem) => void) {
  const names = Object.keys(module).filter((name) => name !== 'default' && sweepOf(module[name]))
  const found = names.map((exportName) => ({ sweepName: exportName, exportName, sweep: module[exportName] }))
  if (!('default' in module)) {
    if (found.length > 0) return found
    report({ message: 'the file exports no sweep', hint: 'write export default defineSweep({ … })' })
    return []
  }
  const main = { sweepName: 'main', exportName: 'default', sweep: module['default'] }
  if (names.includes('main') && module['main'] !== module['default']) {
    report({
      message: 'the default export is the sweep `main`, so no other can be called so',
      path: 'main',
      hint: 'rename this export',
    })
  }
  return [main, ...found.filter(({ sweepName }) => sweepName !== 'main')]
}

function mergePoints(sweeps: readonly Exported[], report: (problem: Problem) => void): Map<string, Point> {
  const all = new Map<string, Point>()
  for (const { points, exportName } of sweeps) {
    for (const point of points) {
      const known = all.get(point.id)
      if (!known) {
        all.set(point.id, { ...point, writings: [...point.writings], parts: [...point.parts], seeds: [...point.seeds] })
        continue
      }
      mergeWays(known, point)
      if (known.given === undefined && point.given !== undefined) all.set(point.id, { ...known, given: point.given })
      else if (point.given !== undefined && point.given !== known.given)
        report(twoNames(point, known.given!, exportName))
    }
  }
  for (const { config, seeds } of all.values()) if (seeds.length > 1) report(twoSeeds(config, seeds))
  return all
}

const twoNames = ({ config, given }: Point, other: string, exportName: string): Problem => ({
  message: `one run has two names, ${JSON.stringify(other)} and ${JSON.stringify(given)}, from two sweeps`,
  path: `${exportName}.name`,
  hint: `give it one name in both: it is the run of ${shorten(JSON.stringify(config), 300)}`,
})

const twoSeeds = (config: Json, seeds: readonly Seed[]): Problem => ({
  message: `one run has its seed at ${seeds.map(({ path }) => `\`${path}\``).join(' and at ')}, each from another sweep or block`,
  hint: `keep one seeds(…) for it: it is the run of ${shorten(JSON.stringify(config), 300)}`,
})

/** Names that the author made must differ, ignoring case: folders do on some machines. */
function checkGivenNames(points: readonly Point[], report: (problem: Problem) => void): void {
  const groups = new Map<string, Point[]>()
  for (const point of points) {
    if (point.given === undefined) continue
    const key = point.given.toLowerCase()
    groups.set(key, [...(groups.get(key) ?? []), point])
  }
  const shared = [...groups.values()].filter((group) => group.length > 1)
  for (const group of shared.slice(0, 5)) {
    const [first, second] = group.map(({ config }) => shorten(JSON.stringify(config), 200))
    const spelled = distinct(group.map(({ given }) => JSON.stringify(given!)))
    report({
      message: `${group.length} runs have one name: ${spelled.slice(0, 3).join(', ')}${spelled.length > 1 ? ' (names differ by more than case)' : ''}`,
      hint: `\`name\` must tell apart ${first} and ${second}`,
    })
  }
  if (shared.length > 5) report({ message: `${shared.length - 5} more names are shared by several runs` })
}
