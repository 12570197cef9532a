import {
  correctedT,
  mean,
  pairedT,
  type TestRefusal,
  sdOf,
  signedRank,
  sizeOfLargest,
  subtract,
  type TestResult,
  welch,
  groupPermutation,
  signPermutation,
  type Sides,
  type PermutationResult,
} from '../../statistics'
import { refusal } from '../../text'
import type { PivotCell } from '../pivot/types'
import { differencesOfPairs, foldDifferences, isRefused, type Differences } from './folds'
import { pairUp } from './pairs'
import type { TestName } from './types'

/** What a test of ours says; a permutation test has no interval. */
export type TestOutcome = TestResult | PermutationResult

/** How two rows differ in one column, or in the mean over several. */
export interface PairDifference {
  readonly mean: number
  readonly sd: number | null
  readonly se: number | null
  readonly n: number
  readonly of: number
  readonly runs: readonly string[]
  readonly result: TestOutcome | TestRefusal
}

/** Two cells of one column. */
export type CellPair = readonly [a: PivotCell, b: PivotCell]

/** What is compared: the test, how the rows are called, the keys that a mean goes over, the confidence of the interval. */
export interface Comparing {
  readonly test: TestName
  readonly names: readonly [a: string, b: string]
  readonly over: readonly string[]
  /** How many examples are tested on for each trained on, where the test is corrected for that; else 0. */
  readonly ratio: number
  /** Where a run keeps its values fold by fold, when it is a mean over folds; `null` when it is one value of the data that were resampled. */
  readonly folds: string | null
  readonly confidence: number
}

/** The difference a − b; of several columns, of the means over them, every column with equal weight. */
export function differenceOf(columns: readonly CellPair[], comparing: Comparing): PairDifference {
  const runs = [...new Set(columns.flat().flatMap(({ estimate }) => estimate?.runs ?? []))]
  const isPaired = isOfPairs(comparing.test)
  const paired = isPaired ? columns.map(([a, b]) => pairUp(a, b, comparing.names, comparing.over)) : []
  const lonely = paired.find((pairs): pairs is TestRefusal => 'refused' in pairs)
  const of = columns.flat().reduce((sum, cell) => sum + cell.of, 0)
  const unpaired = unpairedDifference(columns, comparing)
  if (!isPaired) return { ...unpaired, of, runs }
  if (lonely !== undefined) return { ...unpaired, of, runs, sd: null, se: null, result: lonely }
  const pairs = paired.flatMap((one) => ('refused' in one ? [] : [one]))
  const differences = pairs.map(({ a, b }) => differencesOfPairs(a, b))
  const varying =
    comparing.folds === null ? differences : pairs.map(({ runs: own }) => foldDifferences(own, comparing.folds!))
  const broken = varying.find(isRefused)
  if (broken !== undefined) return { ...unpaired, of, runs, sd: null, se: null, result: broken }
  const resampled = varying.flatMap((list) => (isRefused(list) ? [] : [list]))
  const [lists, sizes] = [differences.map(({ values }) => values), differences.map(({ size }) => size)]
  const result: TestOutcome | TestRefusal =
    comparing.test === 'corrected resampled t'
      ? correctedT(
          resampled.map(({ values }) => values),
          comparing.ratio,
          comparing.confidence,
          lists,
          resampled.map(({ size }) => size),
        )
      : comparing.test === 'paired t'
        ? pairedT(lists, comparing.confidence, sizes)
        : pairs.length > 1
          ? refusal(comparing.test === 'wilcoxon' ? 'wilcoxonWithinColumn' : 'pairedPermutationWithinColumn')
          : comparing.test === 'wilcoxon'
            ? signedRank(pairs[0]!.a, pairs[0]!.b, comparing.confidence)
            : signPermutation(lists[0]!, 0, sizes[0])
  return {
    sd: spreadOf(differences, differences.length).sd,
    se: spreadOf(resampled, resampled.length, comparing.ratio).se,
    mean: lists.some((list) => list.length === 0) ? NaN : mean(lists.map(mean)),
    n: pairs.reduce((sum, { a }) => sum + a.length, 0),
    of: pairs.reduce((sum, one) => sum + one.of, 0),
    runs,
    result,
  }
}

/** Whether a test is of the differences of pairs. */
export const isOfPairs = (test: TestName): boolean => test !== 'welch' && test !== 'permutation' && test !== 'none'

function unpairedDifference(columns: readonly CellPair[], { test, confidence }: Comparing) {
  const sides = columns.map(([a, b]) => [a.values, b.values] as const)
  const isEmpty = sides.flat().some((list) => list.length === 0)
  return {
    ...spreadOf(
      sides.flat().map((values) => ({ values, size: sizeOfLargest(values) })),
      sides.length,
    ),
    mean: isEmpty ? NaN : mean(sides.map(([a, b]) => subtract(mean(a), mean(b)))),
    n: isEmpty ? 0 : sides.flat().reduce((sum, list) => sum + list.length, 0),
    result: isEmpty ? refusal('noResultYet') : unpairedTest(sides, test, confidence),
  }
}

function unpairedTest(sides: readonly Sides[], test: TestName, confidence: number): TestOutcome | TestRefusal {
  if (test !== 'permutation') return welch(sides, confidence)
  const [only] = sides
  return only === undefined || sides.length > 1 ? refusal('permutationWithinColumn') : groupPermutation(...only)
}

/** Of the mean over `columns` of sums (or differences) of one value from each list; `ratio` is what resampling adds to 1/n. */
function spreadOf(lists: readonly Differences[], columns: number, ratio = 0): Pick<PairDifference, 'sd' | 'se'> {
  const spreads = lists.map(({ values, size }) => sdOf(values, size))
  if (spreads.some((spread) => spread === null)) return { sd: null, se: null }
  return {
    sd: lengthOf(spreads.map((spread) => spread!)) / columns,
    se: lengthOf(spreads.map((spread, i) => spread! * Math.sqrt(1 / lists[i]!.values.length + ratio))) / columns,
  }
}

/** √(a² + b² + …) of any number of parts. */
const lengthOf = (parts: readonly number[]): number => parts.reduce((length, part) => Math.hypot(length, part), 0)
