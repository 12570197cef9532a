import { ProblemsError } from '../../problems'
import { choiceNotes, checkHonest, checkNotEmpty, checkSeeds, type AnyRuns, type Optimistic } from '../runs/checks'
import { checkKnown } from '../runs/options'
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

/** A metric, or a number that code finds in a result, such as its number of parameters. */
export type NumberOf<C, O> = NumberPath<O> | ((result: Result<C, O>) => number)

/** How two numbers of the same runs go together: of the values (`pearson`) or of their ranks (`spearman`). @throws Error with the reason when nothing can be said. */
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

/** The exponent of y = scale · x ^ exponent, with its interval. @throws Error with the reason when nothing can be said. */
export function powerLaw<C, O>(
  runs: Runs<C, O>,
  x: NumberOf<C, O>,
  y: NumberOf<C, O>,
  options: RelateOptions = {},
): Statistic {
  checkKnown('powerLaw', options, ['level', 'optimistic'])
  return related(
    runs as AnyRuns,
    [x, y],
    { by: 'statistic', of: 'power-law exponent', level: options.level ?? 0.95 },
    options,
  )
}

/** The geometric mean of one number of each run, such as a time or a speedup. @throws Error with the reason when there is none. */
export function geometricMean<C, O>(runs: Runs<C, O>, metric: NumberOf<C, O>, options: RelateOptions = {}): Statistic {
  checkKnown('geometricMean', options, ['level', 'optimistic'])
  const notes = checked(runs as AnyRuns, [metric], options)
  const recipe: Recipe = { by: 'statistic', of: 'geometric mean', level: options.level ?? 0.95 }
  const term = termOf(runs as AnyRuns, metric, 'value')
  return statisticOf(recipe, [term], {
    formula: `geometric mean of ${term.metric ?? 'a number that figures.ts computes from each run'}`,
    said: notes,
    language: runs.language,
  })
}

function related<C, O>(
  runs: AnyRuns,
  [x, y]: readonly [NumberOf<C, O>, NumberOf<C, O>],
  recipe: Recipe,
  options: RelateOptions,
): Statistic {
  const notes = checked(runs, [x, y], options)
  const terms = [
    { ...termOf(runs, x, 'x'), side: 'a' as const },
    { ...termOf(runs, y, 'y'), side: 'b' as const },
  ]
  const [nameX, nameY] = terms.map(({ metric, name }) => metric ?? name)
  return statisticOf(recipe, terms, {
    formula: `${recipe.of} of ${nameY} over ${nameX}`,
    said: notes,
    language: runs.language,
  })
}

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
