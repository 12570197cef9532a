import { COUNTED, SHARED, type Json, type AnyRuns } from 'bocas/internal'
import type { Count, Label, SharedValue } from '../kit-values'

/** The runs as `task/name`; holes are none. Of rows, the run of each. */
export const idsOf = (runs: AnyRuns): string[] => runs.map(({ task, name }) => `${task}/${name}`)

/** The same, each run once. */
export const runIdsOf = (runs: AnyRuns): string[] => [...new Set(idsOf(runs))]

/** What a draft says of runs that are not there. */
const NOT_YET = '—'

/** So many runs, or so many of so many. */
export function countOf(runs: AnyRuns, { of }: { readonly of?: AnyRuns } = {}): Count {
  return {
    count: runs.present.here,
    ...(of === undefined ? {} : { of: of.present.here }),
    runs: [...new Set([...idsOf(runs), ...(of === undefined ? [] : idsOf(of))])],
    from: {
      formula: COUNTED,
      terms: [
        { name: 'these', runs: runIdsOf(runs), values: [] },
        ...(of === undefined ? [] : [{ name: 'of', runs: runIdsOf(of), values: [] }]),
      ],
    },
  }
}

/** What all runs have in common. @throws Error that names two that differ. */
export function sharedBy(
  runs: AnyRuns,
  valueOf: (result: Parameters<Parameters<AnyRuns['map']>[0]>[0]) => SharedValue,
): Count | Label {
  const given = runs.map((result) => ({ name: result.name, value: checkShared(valueOf(result), result.name) }))
  const [first] = given
  if (first === undefined) return { label: NOT_YET, runs: [] }
  const words = wordsOf(first.value)
  const other = given.find(({ value }) => wordsOf(value) !== words)
  if (other !== undefined)
    throw new Error(
      `these runs do not share it: ${first.name} has ${words}, ${other.name} has ${wordsOf(other.value)}; choose with only(), or take a mean`,
    )
  const ids = idsOf(runs)
  const values = given.map(({ value }) => (typeof value === 'object' ? value.count : value))
  const from = { formula: SHARED, terms: [{ name: 'value', runs: ids, values }] }
  const { value } = first
  if (typeof value === 'object') return { ...value, runs: ids, from }
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? { count: value, runs: ids, from }
    : { label: words, runs: ids, from }
}

function checkShared(value: unknown, name: string): SharedValue {
  if (typeof value === 'number' || typeof value === 'string') return value
  const { count, of } = (value ?? {}) as { count?: unknown; of?: unknown }
  if (typeof count === 'number' && typeof of === 'number') return { count, of }
  throw new Error(
    `shared() takes a number, words or { count, of }, and of ${name} the function gave ${JSON.stringify(value)}`,
  )
}

const wordsOf = (value: SharedValue): string =>
  typeof value === 'object' ? `${value.count} of ${value.of}` : String(value).replace(/^-/, '−')

/** Words that come from some runs. */
export function labelOf(words: string | ((runs: AnyRuns) => string), runs: AnyRuns): Label {
  if (typeof words !== 'function') return { label: words, runs: idsOf(runs) }
  if (runs.length === 0) return { label: NOT_YET, runs: [] }
  const from = {
    formula: 'words that figures.ts computes from these runs',
    terms: [{ name: 'runs', runs: idsOf(runs), values: [] }],
  }
  return { label: words(runs), runs: idsOf(runs), from }
}

/**
 * A metric of some runs; null when there are none, or none of them has it though others among `all` do (tasks and alternatives may differ in what they measure).
 *
 * @throws Error that lists the metrics there are, when no run has it or only some of these have.
 */
export function metricValues(runs: AnyRuns, metric: string, all: AnyRuns): readonly number[] | null {
  const isElsewhere = [...all].some((run) => run.hasMetric(metric))
  const isHere = [...runs].some((run) => run.hasMetric(metric))
  if (runs.length === 0 || (isElsewhere && !isHere)) return null
  return runs.values(metric)
}

/** The value of a key that is used as a place on an axis. @throws Error when it is not a number. */
export function numericKey(key: string, value: Json | undefined, scale?: 'linear' | 'log' | 'date'): number {
  if (typeof value === 'number') return value
  if (scale === 'date') return momentOf(key, value)
  throw new Error(
    `the values of ${key} are not all numbers (${JSON.stringify(value) ?? 'some runs have none'}); an x axis needs numbers, bars() takes names`,
  )
}

const ISO_DATE = /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?$/

/** A moment in milliseconds since 1970; without a zone it is in UTC, so that it is the same everywhere. @throws Error when it is none. */
function momentOf(key: string, value: Json | undefined): number {
  const text = typeof value === 'string' && ISO_DATE.test(value) ? value : ''
  const time = Date.parse(/T.*[Z+-]/.test(text) || !text.includes('T') ? text : `${text}Z`)
  if (Number.isFinite(time)) return time
  throw new Error(
    `the values of ${key} are not all dates (${JSON.stringify(value) ?? 'some runs have none'}); a date is written as 2024-05-31 or 2024-05-31T12:00Z`,
  )
}
