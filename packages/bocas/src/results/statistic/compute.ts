import {
  bayesianSignedRank,
  drawnImprovement,
  drawnInterquartileMean,
  drawnIntervals,
  drawnMeanOfTasks,
  drawnMedianOfTasks,
  drawnOptimalityGap,
  friedman,
  geometric,
  interquartileMean,
  mcnemar,
  mean,
  meanOfTasks,
  medianOfTasks,
  normalise,
  numbersIn,
  optimalityGap,
  pairedBootstrap,
  pearson,
  probabilityOfImprovement,
  signedRank,
  sizeOfLargest,
  spearman,
  type DrawnEstimate,
  type Interval,
  type NamedInterval,
  type NamedTest,
  type Recipe,
  type Scores,
  type Term,
  type TestRefusal,
} from '../../statistics'
import { refusal } from '../../text'
import { fitSettings, settingsIn } from './power-law'

/** A statistic as it was computed. */
export interface Computed {
  readonly value: number
  /** `null` where there is none: then `refused` says why, unless such a statistic never has one. */
  readonly interval: NamedInterval | null
  readonly test: NamedTest | null
  /** Over how many things it is: scores, data sets, pairs. */
  readonly n: number
  readonly refused?: TestRefusal
}

/**
 * Computes what a recipe says of its terms. Whoever makes a number and whoever checks it later calls this, so that both mean the same.
 *
 * @returns a refusal where there is nothing to say at this n.
 */
export function computeStatistic(recipe: Recipe, terms: readonly Term[]): Computed | TestRefusal {
  switch (recipe.of) {
    case 'interquartile mean':
      return aggregate(recipe, terms, interquartileMean, drawnInterquartileMean)
    case 'median over tasks':
      return aggregate(recipe, terms, medianOfTasks, drawnMedianOfTasks)
    case 'mean over tasks':
      return aggregate(recipe, terms, meanOfTasks, drawnMeanOfTasks)
    case 'optimality gap':
      return aggregate(recipe, terms, (scores) => optimalityGap(scores, recipe.goal), drawnOptimalityGap(recipe.goal))
    case 'probability of improvement':
      return improvement(recipe, terms)
    case 'mean rank':
    case 'Friedman test':
      return ranked(recipe, terms)
    case 'signed-rank test over data sets':
      return signedRanks(recipe, terms)
    case 'probability of being worse':
    case 'probability of equivalence':
    case 'probability of being better':
      return posterior(recipe, terms)
    case 'geometric mean':
      return geometricMean(recipe, terms)
    case 'Pearson correlation':
    case 'Spearman correlation':
      return correlation(recipe, terms)
    case 'power-law exponent':
      return exponent(recipe, terms)
    case 'accuracy difference on the same examples':
      return examples(recipe, terms)
  }
}

/** The columns of some terms, each once, in their order. */
const columnsOfTerms = (terms: readonly Term[]): string[] => [...new Set(terms.map(({ column = '' }) => column))]

/** The scores of a row by column, normalised where the recipe says how. */
function scoresOf({ scale }: Recipe, terms: readonly Term[], row: string | undefined): Scores {
  return columnsOfTerms(terms).map((column) => {
    const own = terms.filter((term) => term.column === column && (row === undefined || term.row === row))
    const values = numbersIn(own) ?? []
    const ends = scale !== undefined && Object.hasOwn(scale, column) ? scale[column] : undefined
    return ends === undefined ? values : values.map((value) => normalise(value, { low: ends[0], high: ends[1] }))
  })
}

const BOOTSTRAP = 'stratified bootstrap'

const drawing = ({ level, seed = 0 }: Recipe) => ({ level, seed })

/** @param drawn the same as `of`, of the draws of the bootstrap. */
function aggregate(
  recipe: Recipe,
  terms: readonly Term[],
  of: (scores: Scores) => number,
  drawn: DrawnEstimate,
): Computed | TestRefusal {
  const scores = scoresOf(recipe, terms, recipe.row)
  const empty = columnsOfTerms(terms).find((_, i) => scores[i]!.length === 0)
  if (empty !== undefined || scores.length === 0) return refusal('noScoreIn', recipe.row ?? '', empty ?? '')
  const intervals = drawnIntervals([scores], drawn, drawing(recipe))
  return withInterval(of(scores), scores.flat().length, intervals)
}

function improvement(recipe: Recipe, terms: readonly Term[]): Computed | TestRefusal {
  const sign = recipe.better === 'min' ? -1 : 1
  const sides = [recipe.row, recipe.other].map((row) =>
    scoresOf(recipe, terms, row).map((scores) => scores.map((score) => sign * score)),
  )
  const [own, other] = [sides[0]!, sides[1]!]
  if ([...own, ...other].some((scores) => scores.length === 0)) return refusal('noScoreOfBoth')
  const intervals = drawnIntervals([own, other], drawnImprovement, drawing(recipe))
  return withInterval(probabilityOfImprovement(own, other), [...own, ...other].flat().length, intervals)
}

function withInterval(value: number, n: number, intervals: readonly Interval[] | TestRefusal): Computed {
  if ('refused' in intervals) return { value, n, interval: null, test: null, refused: intervals }
  return { value, n, interval: { ...intervals[0]!, by: BOOTSTRAP }, test: null }
}

/** The mean of each row in each column: `table[column][row]`. */
function meansOf(terms: readonly Term[], rows: readonly string[]): number[][] {
  return columnsOfTerms(terms).map((column) =>
    rows.map((row) => {
      const values = numbersIn(terms.filter((term) => term.row === row && term.column === column)) ?? []
      return values.length === 0 ? NaN : mean(values)
    }),
  )
}

function ranked({ of, row, better = 'max' }: Recipe, terms: readonly Term[]): Computed | TestRefusal {
  const rows = [...new Set(terms.map((term) => term.row ?? ''))]
  const found = friedman(meansOf(terms, rows), better)
  if ('refused' in found) return found
  const test = { letter: 'F', value: found.f, df: [...found.fDf], p: found.fP }
  return of === 'mean rank'
    ? { value: found.meanRanks[rows.indexOf(row ?? '')] ?? NaN, interval: null, test, n: found.n }
    : { value: found.f, interval: null, test, n: found.n }
}

function signedRanks({ row, other, level }: Recipe, terms: readonly Term[]): Computed | TestRefusal {
  const means = meansOf(terms, [row ?? '', other ?? ''])
  const [a, b] = [means.map(([own]) => own!), means.map(([, rival]) => rival!)]
  const found = signedRank(a, b, level)
  if ('refused' in found) return found
  const { statistic, p, interval, pseudomedian } = found
  const known = Number.isFinite(interval.low) && Number.isFinite(interval.high)
  return {
    value: pseudomedian,
    interval: known ? { ...interval, by: 'exact signed ranks' } : null,
    test: { letter: 'V', value: statistic, df: [], p },
    n: a.length,
    ...(known ? {} : { refused: refusal('fewDataSetsForInterval', a.length) }),
  }
}

function posterior({ of, row, other, rope = 0, seed, better }: Recipe, terms: readonly Term[]): Computed | TestRefusal {
  const sign = better === 'min' ? -1 : 1
  const means = meansOf(terms, [row ?? '', other ?? ''])
  const found = bayesianSignedRank(
    means.map(([own, rival]) => sign * (own! - rival!)),
    rope,
    seed,
    sizeOfLargest(means.flat()),
  )
  if ('refused' in found) return found
  const value =
    of === 'probability of being worse'
      ? found.worse
      : of === 'probability of equivalence'
        ? found.equivalent
        : found.better
  return { value, interval: null, test: null, n: found.n }
}

function geometricMean({ level }: Recipe, terms: readonly Term[]): Computed | TestRefusal {
  const found = geometric(numbersIn(terms) ?? [], level)
  if ('refused' in found) return found
  const interval = found.interval && { ...found.interval, by: "Student's t of the logarithms" }
  const refused = interval === null ? { refused: refusal('oneValueForInterval') } : {}
  return { value: found.mean, interval, test: null, n: found.n, ...refused }
}

const sideOf = (terms: readonly Term[], side: 'a' | 'b'): number[] =>
  numbersIn(terms.filter((term) => term.side === side)) ?? []

function correlation({ of, level }: Recipe, terms: readonly Term[]): Computed | TestRefusal {
  const isRanks = of === 'Spearman correlation'
  const found = (isRanks ? spearman : pearson)(sideOf(terms, 'a'), sideOf(terms, 'b'), level)
  if ('refused' in found) return found
  const { r, df, p, interval, n } = found
  return {
    value: r,
    interval: interval && { ...interval, by: "Fisher's transformation" },
    test: { letter: isRanks ? 'ρ' : 'r', value: r, df: [df], p },
    n,
    ...(interval === null ? { refused: n < 4 ? refusal('fewPairsForInterval', n) : refusal('noPairApart') } : {}),
  }
}

function exponent({ level }: Recipe, terms: readonly Term[]): Computed | TestRefusal {
  const found = fitSettings(settingsIn(terms), level)
  if ('refused' in found) return found
  return {
    value: found.exponent,
    interval: { ...found.exponentInterval, by: "Student's t on log–log axes" },
    test: null,
    n: found.n,
  }
}

/** Of the counts of examples that only one has right, only the other, both alike: the order of examples says nothing. */
function examples(recipe: Recipe, terms: readonly Term[]): Computed | TestRefusal {
  const [onlyA = 0, onlyB = 0, alike = 0] = numbersIn(terms.slice(-1)) ?? []
  const right = (first: boolean): boolean[] => [
    ...Array<boolean>(onlyA).fill(first),
    ...Array<boolean>(onlyB).fill(!first),
    ...Array<boolean>(alike).fill(true),
  ]
  const tested = mcnemar(right(true), right(false))
  if ('refused' in tested) return tested
  const drawn = pairedBootstrap(right(true).map(Number), right(false).map(Number), drawing(recipe))
  const test = { letter: 'b', value: tested.onlyA, df: [], p: tested.p }
  return 'refused' in drawn
    ? { value: tested.difference, interval: null, test, n: tested.n, refused: drawn }
    : { value: tested.difference, interval: { ...drawn.interval, by: 'bootstrap over examples' }, test, n: tested.n }
}
