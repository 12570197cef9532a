import {
  choiceNotes,
  estimate,
  mean,
  sd,
  wordsIn,
  type Language,
  type NumberPath,
  type Result,
  type RunGroup,
  type AnyRuns,
} from 'bocas/internal'
import { idsOf } from './values'
import { checkAlikeOver, checkHonest, checkNotEmpty, checkOptions, checkSeeds } from './checks'
import type { KitEstimate, SharedOptions } from '../kit-values'

/** Mean and standard deviation of a metric over runs that are alike; NaN over holes only. @throws Error as {@link Kit.mean} says. */
export function makeMean(
  runs: AnyRuns | readonly RunGroup<unknown, unknown>[],
  metric: NumberPath<unknown> | ((one: never) => number),
  options: Pick<SharedOptions<unknown>, 'over' | 'optimistic'> = {},
): KitEstimate {
  checkOptions(options, ['over', 'optimistic'])
  if (isGroups(runs))
    return meanOfGroups(runs, metric as (group: RunGroup<unknown, unknown>) => number, options.optimistic)
  checkNotEmpty(runs)
  checkSeeds(runs, options.optimistic)
  if (typeof metric !== 'function') checkHonest(runs, metric, options.optimistic)
  checkAlikeOver(runs, options.over)
  const of = runs.length + runs.holes.length
  const notes = choiceNotes(runs, options.optimistic)
  const noted = notes.length === 0 ? {} : { said: notes }
  if (runs.length === 0) return { mean: NaN, sd: null, n: 0, of, runs: [] }
  if (typeof metric !== 'function') return ofFinite({ ...estimate(runs, metric), of, ...noted }, runs.language)
  const values = runs.map((result) => checked((metric as (result: Result) => number)(result), result.name))
  return { mean: mean(values), sd: sd(values), n: values.length, of, runs: idsOf(runs), values, ...noted }
}

/**
 * A run that diverged is in no mean, as in tables and figures: the words say of how many runs it is, and its note why. Parts of a fact that are quoted alone (`:mean`) have
 * nothing but the note.
 */
function ofFinite(all: KitEstimate, language?: Language): KitEstimate {
  const { values = [], said: notes = [] } = all
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0 || finite.length === values.length) return all
  const lost = wordsIn(language).notFinite.leftOut(values.length - finite.length, values.length)
  heard?.add(lost)
  const said = [...notes, lost]
  return { ...all, mean: mean(finite), sd: sd(finite), n: finite.length, said }
}

/** What means say that are taken for a mean over groups: only their number gets into that. */
let heard: Set<string> | undefined

function hearing<T>(act: () => T): { readonly made: T; readonly notes: readonly string[] } {
  const before = heard
  const own = (heard = new Set())
  try {
    return { made: act(), notes: [...own] }
  } finally {
    own.forEach((note) => before?.add(note))
    heard = before
  }
}

/** Whether a mean is taken over groups of runs. */
export const isGroups = (
  runs: AnyRuns | readonly RunGroup<unknown, unknown>[],
): runs is readonly RunGroup<unknown, unknown>[] => Array.isArray(runs)

/** One number of each group; of a draft, those that are whole. */
function meanOfGroups(
  groups: readonly RunGroup<unknown, unknown>[],
  number: (group: RunGroup<unknown, unknown>) => number,
  optimistic: SharedOptions<unknown>['optimistic'],
): KitEstimate {
  const [first, ...others] = groups.map((group) => group.runs)
  const union = first?.with(others)
  if (union !== undefined) checkSeeds(union, optimistic)
  const chosen = union === undefined ? [] : choiceNotes(union, optimistic)
  const whole = groups.filter(({ runs }) => runs.holes.length === 0 && runs.length > 0)
  const { made: terms, notes: ofParts } = hearing(() =>
    whole.map((group) => ({
      name: group.label,
      runs: idsOf(group.runs),
      values: [checked(number(group), group.label)],
    })),
  )
  const notes = [...chosen, ...ofParts]
  const values = terms.flatMap((term) => term.values)
  const of = groups.length
  const runs = groups.flatMap((group) => idsOf(group.runs))
  if (values.length === 0) return { mean: NaN, sd: null, n: 0, of, runs }
  const from = { formula: 'mean of a number that figures.ts computes from each group of runs', terms }
  const noted = notes.length === 0 ? {} : { said: notes }
  return { mean: mean(values), sd: sd(values), n: values.length, of, runs, from, ...noted }
}

function checked(value: unknown, where: string): number {
  if (typeof value === 'number') return value
  throw new Error(`a mean is of numbers, and of ${where} the function gave ${String(value)}`)
}
