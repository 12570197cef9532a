import {
  encodeNumber,
  groupBy,
  nameProblem,
  type Problem,
  type StoredArtifact,
  type StoredNumber,
} from 'bocas/internal'
import { DEEPEST_SETTING, shortName } from './plain-values'
import type { Point, SourceRun } from './source-run'

interface Metrics {
  [name: string]: StoredNumber | Metrics
}

/** Numbers of a run, as results hold them. */
export interface MadeArtifacts {
  readonly artifacts: Readonly<Record<string, StoredArtifact>>
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
}

/**
 * The metrics of a run: of each what stands for the run, `val/accuracy` as `accuracy` of `val`; and as series what it was over steps. Metrics that were recorded at the
 * same steps are columns of one series: `history` for most of them, and `history_of_<metric>` for others.
 *
 * @param rename gives a metric the name that it has here.
 */
export function artifactsOf(run: SourceRun, rename: (key: string) => string, curves: boolean): MadeArtifacts {
  const problems: Problem[] = []
  const notes: string[] = []
  const places = new Map<string, readonly string[]>()
  const columns = new Map<string, string>()
  const names = [...new Set([...run.metrics.keys(), ...(run.summary?.keys() ?? [])])].sort()
  for (const key of names) {
    const steps = rename(key)
      .split(/[./]/)
      .map((step) => step.trim().replace(/[^A-Za-z0-9=+_-]+/g, '_'))
    const wrong =
      steps.length > DEEPEST_SETTING
        ? `a name has at most ${DEEPEST_SETTING} parts`
        : steps.map(nameProblem).find((problem) => problem !== undefined)
    if (wrong !== undefined) {
      problems.push({
        code: 'import-name',
        message: `the metric '${shortName(key)}': ${wrong}`,
        hint: `give it another name: --rename '${shortName(key)}=…'`,
      })
      continue
    }
    const column = steps.join('_')
    const twin = columns.get(column)
    if (twin !== undefined || column === 'step' || steps[0]!.startsWith('history')) {
      const why = twin === undefined ? 'has a name that the series have' : `and '${twin}' would have one name`
      problems.push({
        code: 'import-name',
        message: `the metric '${key}' ${why}`,
        hint: `give it another: --rename '${key}=…'`,
      })
      continue
    }
    columns.set(column, key)
    places.set(key, steps)
  }
  const metrics: Metrics = {}
  const points = new Map<string, readonly Point[]>()
  for (const [key, steps] of places) {
    const own = inOrder(run.metrics.get(key) ?? [], key, notes)
    const value = run.summary?.get(key) ?? own.at(-1)?.value
    if (value !== undefined && !place(metrics, steps, encodeNumber(value))) {
      const [short, long] = nested(key, places)
      problems.push({
        code: 'import-name',
        message: `the metric '${short}' stands where '${long}' needs a block of metrics`,
        hint: `give it another name: --rename '${short}=${short}.value'`,
      })
    }
    if (own.length > 1) points.set(steps.join('_'), own)
  }
  const artifacts: Record<string, StoredArtifact> = {}
  for (const [name, data] of Object.entries(metrics)) artifacts[name] = { kind: 'metrics', data }
  for (const [name, data] of curves ? seriesOf(points) : []) artifacts[name] = { kind: 'series', data }
  return { artifacts, notes, problems }
}

function place(metrics: Metrics, steps: readonly string[], value: StoredNumber): boolean {
  let block = metrics
  for (const step of steps.slice(0, -1)) {
    const inner: StoredNumber | Metrics = Object.hasOwn(block, step) ? block[step]! : (block[step] = {})
    if (typeof inner !== 'object') return false
    block = inner
  }
  const last = steps.at(-1)!
  if (Object.hasOwn(block, last)) return false
  block[last] = value
  return true
}

/** A metric and one whose name goes on where that of the first ends: the first can be moved into a block. */
function nested(key: string, places: ReadonlyMap<string, readonly string[]>): readonly [string, string] {
  const own = places.get(key)!
  const goesOn = (short: readonly string[], long: readonly string[]): boolean =>
    short.length < long.length && short.every((step, index) => step === long[index])
  const above = [...places].find(([, steps]) => goesOn(steps, own))
  const below = [...places].find(([, steps]) => goesOn(own, steps))
  return above ? [above[0], key] : [key, below?.[0] ?? key]
}

/** Values by their steps; of several at one step the last. Where no step was said, or always the same one, they are counted from 0. */
function inOrder(points: readonly Point[], key: string, notes: string[]): readonly Point[] {
  const steps = new Set(points.map(({ step }) => step))
  if (points.length > 1 && (steps.size === 1 || steps.has(undefined))) {
    notes.push(`${key} has values without steps: they are counted from 0`)
    return points.map(({ value }, step) => ({ step, value }))
  }
  if (steps.size < points.length) notes.push(`${key} has several values at one step: the last one is taken`)
  return [...new Map(points.map((point) => [point.step, point])).values()].sort((a, b) => a.step! - b.step!)
}

function seriesOf(points: ReadonlyMap<string, readonly Point[]>): [string, Record<string, StoredNumber[]>][] {
  const stepsOf = (name: string): string => JSON.stringify(points.get(name)!.map(({ step }) => step))
  const groups = groupBy(points.keys(), stepsOf)
  const [first, ...others] = [...groups.values()].sort((a, b) => b.length - a.length || (a[0]! < b[0]! ? -1 : 1))
  if (first === undefined) return []
  const columnsOf = (names: readonly string[]): Record<string, StoredNumber[]> => ({
    step: points.get(names[0]!)!.map(({ step }) => step!),
    ...Object.fromEntries(names.map((name) => [name, points.get(name)!.map(({ value }) => encodeNumber(value))])),
  })
  return [
    ['history', columnsOf(first)],
    ...others.map((names): [string, Record<string, StoredNumber[]>] => [`history_of_${names[0]!}`, columnsOf(names)]),
  ]
}
