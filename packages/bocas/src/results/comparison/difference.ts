import { correctedT, mean, pairedT, type TestRefusal, sd, signedRank, type TestResult, welch } from '../../statistics'
import type { PivotCell } from '../pivot/types'
import { pairUp } from './pairs'
import type { TestName } from './types'

/** How two rows differ in one column, or in the mean over several. */
export interface PairDifference {
  readonly mean: number
  readonly sd: number | null
  readonly se: number | null
  readonly n: number
  readonly of: number
  readonly runs: readonly string[]
  readonly result: TestResult | TestRefusal
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
  readonly confidence: number
}

/** The difference a − b; of several columns, of the means over them, every column with equal weight. */
export function differenceOf(columns: readonly CellPair[], comparing: Comparing): PairDifference {
  const runs = [...new Set(columns.flat().flatMap(({ estimate }) => estimate?.runs ?? []))]
  const isPaired = comparing.test !== 'welch' && comparing.test !== 'none'
  const paired = isPaired ? columns.map(([a, b]) => pairUp(a, b, comparing.names, comparing.over)) : []
  const refusal = paired.find((pairs): pairs is TestRefusal => 'refused' in pairs)
  const of = columns.flat().reduce((sum, cell) => sum + cell.of, 0)
  const unpaired = unpairedDifference(columns, comparing.confidence)
  if (!isPaired) return { ...unpaired, of, runs }
  if (refusal !== undefined) return { ...unpaired, of, runs, sd: null, se: null, result: refusal }
  const pairs = paired.flatMap((one) => ('refused' in one ? [] : [one]))
  const differences = pairs.map(({ a, b }) => a.map((value, i) => value - b[i]!))
  const result: TestResult | TestRefusal =
    comparing.test === 'corrected resampled t'
      ? correctedT(differences, comparing.ratio, comparing.confidence)
      : comparing.test === 'paired t'
        ? pairedT(differences, comparing.confidence)
        : pairs.length === 1
          ? signedRank(pairs[0]!.a, pairs[0]!.b, comparing.confidence)
          : {
              refused:
                "Wilcoxon's test compares within one column; say which, take 'paired t', or compare the means of the columns with across(…).signedRank()",
            }
  return {
    ...spreadOf(differences, differences.length, comparing.ratio),
    mean: differences.some((list) => list.length === 0) ? NaN : mean(differences.map(mean)),
    n: pairs.reduce((sum, { a }) => sum + a.length, 0),
    of: pairs.reduce((sum, one) => sum + one.of, 0),
    runs,
    result,
  }
}

function unpairedDifference(columns: readonly CellPair[], confidence: number) {
  const sides = columns.map(([a, b]) => [a.values, b.values] as const)
  const isEmpty = sides.flat().some((list) => list.length === 0)
  return {
    ...spreadOf(sides.flat(), sides.length),
    mean: isEmpty ? NaN : mean(sides.map(([a, b]) => mean(a) - mean(b))),
    n: isEmpty ? 0 : sides.flat().reduce((sum, list) => sum + list.length, 0),
    result: isEmpty ? { refused: 'there is no result yet' } : welch(sides, confidence),
  }
}

/** Of the mean over `columns` of sums (or differences) of one value from each list; `ratio` is what resampling adds to 1/n. */
function spreadOf(
  lists: readonly (readonly number[])[],
  columns: number,
  ratio = 0,
): Pick<PairDifference, 'sd' | 'se'> {
  const spreads = lists.map(sd)
  if (spreads.some((spread) => spread === null)) return { sd: null, se: null }
  return {
    sd: Math.hypot(...spreads.map((spread) => spread!)) / columns,
    se: Math.hypot(...spreads.map((spread, i) => spread! * Math.sqrt(1 / lists[i]!.length + ratio))) / columns,
  }
}
