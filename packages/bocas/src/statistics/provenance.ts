/** Numbers behind a number, and the runs that gave them. */
export interface Term {
  /** What the formula calls it: `a`, `cnn, adam`. */
  readonly name: string
  /** The metric that was read; absent where code has computed the numbers from results. */
  readonly metric?: string
  /** As `task/name`. */
  readonly runs: readonly string[]
  /** One of each run, in their order; or a single one of all these runs together; or none, where only the runs count. */
  readonly values: readonly (number | string)[]
  /** Of a difference or a ratio: which side of it. */
  readonly side?: 'a' | 'b'
  /** Of a comparison: the row. Of one over several columns, each with equal weight: the column. */
  readonly row?: string
  readonly column?: string
  /** Of a claim about several numbers: which of them. */
  readonly member?: string
}

/** How a comparison has decided on a name or a count, so that it can be decided again from the means of rows in columns. */
export type Decision =
  | {
      readonly by: 'place'
      readonly better: 'max' | 'min'
      /** The best or the next one. */
      readonly place: 0 | 1
      /** How the rows are called in the text. */
      readonly labels: Readonly<Record<string, string>>
    }
  | { readonly by: 'wins'; readonly row: string; readonly better: 'max' | 'min'; readonly significantly: boolean }
  | Recipe

/** Which statistic of the terms a number is, with all that it takes to compute it again: whoever makes it and whoever checks it does so by this alone. */
export interface Recipe {
  readonly by: 'statistic'
  readonly of: StatisticName
  /** The confidence of the interval. */
  readonly level: number
  /** Of a bootstrap and of a posterior: the seed. */
  readonly seed?: number
  readonly better?: 'max' | 'min'
  /** The row that it is of; of two rows, the other one. */
  readonly row?: string
  readonly other?: string
  /** By column, the ends between which scores are normalised: 0 at the first, 1 at the second. */
  readonly scale?: Readonly<Record<string, readonly [low: number, high: number]>>
  /** The score beyond which more is not wanted. */
  readonly goal?: number
  /** The half width of the region of practical equivalence. */
  readonly rope?: number
}

/** The statistics beside means, differences and ratios that a number of the paper can be. */
export const STATISTICS = [
  'interquartile mean',
  'median over tasks',
  'mean over tasks',
  'optimality gap',
  'probability of improvement',
  'mean rank',
  'Friedman test',
  'signed-rank test over data sets',
  'probability of being worse',
  'probability of equivalence',
  'probability of being better',
  'geometric mean',
  'Pearson correlation',
  'Spearman correlation',
  'power-law exponent',
  'accuracy difference on the same examples',
] as const
export type StatisticName = (typeof STATISTICS)[number]

/** What a statistic cannot pass, so that a number that does not reach it must not read so; none of most. */
export function limitsOf(statistic: string | undefined): readonly number[] {
  if (statistic === 'Pearson correlation' || statistic === 'Spearman correlation') return [-1, 1]
  return statistic === 'probability of improvement' ? [0, 1] : []
}

/**
 * What a number was computed from. It travels with the number, as `from`: whoever copies a mean, or takes the difference of two, loses nothing, and `bocas
 * trace` can show every number down to single runs.
 */
export interface Provenance {
  /** In words, with the names of the terms: `mean(a) − mean(b)`. */
  readonly formula: string
  readonly terms: readonly Term[]
  /** What was tested, in words: `Welch's t test: df 6.2, p 0.003, after Holm 0.006`. */
  readonly test?: string
  readonly decision?: Decision
}

/** The formula of what all runs have in common. */
export const SHARED = 'what each run has'
/** The formula of a count of runs. */
export const COUNTED = 'the number of runs'
/** The formula of how long runs took together; the words follow from the sum. */
export const TIME_IN_TOTAL = 'the sum of the wall times in seconds'

/** Something that may know what it was computed from: it says so, or has the number of each of its runs. */
interface Sourced {
  readonly runs: readonly string[]
  readonly metric?: string | undefined
  readonly values?: readonly number[] | undefined
  readonly from?: Provenance | undefined
}

/** What something was computed from; undefined when it does not know. */
export function provenanceOf({ from, metric, runs, values }: Sourced): Provenance | undefined {
  if (from !== undefined) return from
  if (values === undefined || values.length === 0 || values.length !== runs.length) return undefined
  return metric === undefined
    ? { formula: 'mean of a number that figures.ts computes from each run', terms: [{ name: 'value', runs, values }] }
    : { formula: `mean of ${metric}`, terms: [{ name: metric, metric, runs, values }] }
}

/** The two sides of a difference or a ratio together; nothing when one of them does not know where it comes from. */
export function provenanceOfContrast(
  contrast: 'difference' | 'ratio',
  a: Sourced,
  b: Sourced,
  how: string,
): { readonly from?: Provenance } {
  const [ofA, ofB] = [provenanceOf(a), provenanceOf(b)]
  if (ofA === undefined || ofB === undefined) return {}
  const [left, right] = [sideOf('a', ofA), sideOf('b', ofB)]
  const formula = `${left.formula} ${contrast === 'ratio' ? '/' : '−'} ${right.formula}, ${how}`
  return { from: { formula, terms: [...left.terms, ...right.terms] } }
}

/** A side that is a contrast itself is told by its own formula, and no longer by the means of two sides. */
function sideOf(side: 'a' | 'b', { formula, terms }: Provenance): Provenance {
  const named = (name: string): string => (terms.length === 1 ? side : `${side}: ${name}`)
  if (terms.some((term) => term.side !== undefined))
    return {
      formula: `(${formula})`,
      terms: terms.map(({ side: _, ...term }) => ({ ...term, name: named(term.name) })),
    }
  return { formula: `mean(${side})`, terms: terms.map((term) => ({ ...term, name: named(term.name), side })) }
}

/** The numbers of some terms together, when all are numbers. */
export function numbersIn(terms: readonly Term[]): number[] | undefined {
  const values = terms.flatMap((term) => term.values)
  return values.every((value) => typeof value === 'number') ? values : undefined
}
