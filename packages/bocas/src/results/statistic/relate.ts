import { ProblemsError } from '../../problems'
import {
  choiceNotes,
  checkAlike,
  checkHonest,
  checkNotEmpty,
  checkSeeds,
  type AnyRuns,
  type Optimistic,
} from '../runs/checks'
import { runsBySetting } from '../runs/by-setting'
import { checkKnown, listOf } from '../runs/options'
import type { OneOrMore } from '../pivot/types'
import type { ConfigPath } from '../runs/types'
import type { Recipe, Term } from '../../statistics'
import type { Runs } from '../runs/runs'
import type { NumberPath } from '../stored/paths'
import type { Result } from '../stored/result'
import { statisticOf, type Statistic } from './statistic'

/** What is asked of runs as they are, each of them one value. */
export interface RelateOptions {
  /** The confidence of the interval; 0.95 unless given. */
  readonly level?: number | undefined
  /** Says that what is shown is optimistic: `true`, or the reason. */
  readonly optimistic?: Optimistic | undefined
}

/** What is asked of a power law, of which each setting is one point. */
export interface PowerLawOptions<C = unknown> extends RelateOptions {
  /** Keys beside the seed in which runs of one setting may differ. */
  readonly over?: OneOrMore<ConfigPath<C>> | undefined
}

/** What is asked of a mean: it is one of runs that are alike. */
export interface GeometricMeanOptions<C> extends RelateOptions {
  /** Keys beside the seed in which the runs may differ, as of `mean`: `over: 'task'` for speedups over tasks. */
  readonly over?: OneOrMore<ConfigPath<C>> | undefined
}

/** A metric, or a number that code finds in a result, such as its number of parameters. */
export type NumberOf<C, O> = NumberPath<O> | ((result: Result<C, O>) => number)

/**
 * How two numbers of the same runs go together: of the values (`pearson`) or of their ranks (`spearman`).
 *
 * Runs may differ in any of their settings: those are what the numbers go together over. Each run is a pair of its own, also where several differ in their seed only;
 * where settings are meant, choose one run or one seed of each by `only()`.
 *
 * @throws Error with the reason when nothing can be said.
 */
export function correlate<C, O>(
  runs: Runs<C, O>,
  x: NumberOf<C, O>,
  y: NumberOf<C, O>,
  options: RelateOptions & { readonly by?: 'pearson' | 'spearman' | undefined } = {},
): Statistic {
  checkKnown('correlate', options, ['level', 'optimistic', 'by'])
  const { by = 'spearman', level = 0.95 } = options
  if (by !== 'pearson' && by !== 'spearman')
    throw new ProblemsError(`\`by\` can be 'pearson' or 'spearman', not ${JSON.stringify(by)}`)
  const of = by === 'pearson' ? 'Pearson correlation' : 'Spearman correlation'
  return related(runs as AnyRuns, [x, y], { by: 'statistic', of, level }, options)
}

/**
 * The exponent of y = scale · x ^ exponent, with its interval: the law that the figure `power` draws. Each setting is one point, the geometric mean over its seeds,
 * and n counts settings (`fitSettings` says why).
 *
 * @throws Error with the reason when nothing can be said.
 */
export function powerLaw<C, O>(
  runs: Runs<C, O>,
  x: NumberOf<C, O>,
  y: NumberOf<C, O>,
  options: PowerLawOptions<C> = {},
): Statistic {
  checkKnown('powerLaw', options, ['level', 'optimistic', 'over'])
  const over = listOf<string>(options.over)
  if (runs.length + runs.holes.length > 0) runs.checkKeys(over)
  const recipe: Recipe = { by: 'statistic', of: 'power-law exponent', level: options.level ?? 0.95 }
  return related(runs as AnyRuns, [x, y], recipe, options, (terms) => ofSettings(runs as AnyRuns, over, terms))
}

/**
 * The geometric mean of one number of each run, such as a time or a speedup, over runs that differ in their seed only (or in `over`).
 *
 * @throws Error when the runs differ in something else, and with the reason when there is none.
 */
export function geometricMean<C, O>(
  runs: Runs<C, O>,
  metric: NumberOf<C, O>,
  options: GeometricMeanOptions<C> = {},
): Statistic {
  checkKnown('geometricMean', options, ['level', 'optimistic', 'over'])
  const notes = checked(runs as AnyRuns, [metric], options)
  const over = listOf<string>(options.over)
  runs.checkKeys(over)
  checkAlike(runs as AnyRuns, over)
  const recipe: Recipe = { by: 'statistic', of: 'geometric mean', level: options.level ?? 0.95 }
  const term = termOf(runs as AnyRuns, metric, 'value')
  return statisticOf(recipe, [term], {
    formula: `geometric mean of ${term.metric ?? 'a number that figures.ts computes from each run'}`,
    said: notes,
    hasHoles: runs.holes.length > 0,
    language: runs.language,
  })
}

function related<C, O>(
  runs: AnyRuns,
  [x, y]: readonly [NumberOf<C, O>, NumberOf<C, O>],
  recipe: Recipe,
  options: RelateOptions,
  apart: (terms: readonly Term[]) => readonly Term[] = (terms) => terms,
): Statistic {
  const notes = checked(runs, [x, y], options)
  const terms: readonly Term[] = [
    { ...termOf(runs, x, 'x'), side: 'a' },
    { ...termOf(runs, y, 'y'), side: 'b' },
  ]
  const [nameX, nameY] = terms.map(({ metric, name }) => metric ?? name)
  return statisticOf(recipe, apart(terms), {
    formula: `${recipe.of} of ${nameY} over ${nameX}`,
    said: notes,
    hasHoles: runs.holes.length > 0,
    language: runs.language,
  })
}

/** The same numbers, apart by the setting of their runs. */
const ofSettings = (runs: AnyRuns, over: readonly string[], terms: readonly Term[]): Term[] =>
  runsBySetting(runs, over).flatMap(({ members, id }) =>
    terms.map((term) => ({
      ...term,
      column: id,
      runs: members.map((member) => term.runs[member]!),
      values: members.map((member) => term.values[member]!),
    })),
  )

function checked(runs: AnyRuns, numbers: readonly unknown[], { optimistic }: RelateOptions): string[] {
  checkNotEmpty(runs)
  checkSeeds(runs, optimistic)
  for (const one of numbers) if (typeof one === 'string') checkHonest(runs, one, optimistic)
  return choiceNotes(runs, optimistic)
}

function termOf<C, O>(runs: AnyRuns, number: NumberOf<C, O>, name: string): Term {
  const ids = runs.map(({ task, name: run }) => `${task}/${run}`)
  if (typeof number === 'string') return { name, metric: number, runs: ids, values: runs.values(number) }
  const values = runs.map((result) => {
    const value: unknown = number(result as Result<C, O>)
    if (typeof value === 'number') return value
    throw new ProblemsError(`a statistic is of numbers, and of ${result.name} the function gave ${String(value)}`)
  })
  return { name, runs: ids, values }
}
