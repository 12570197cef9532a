import { plural } from '../plural'

/** A number that may have decimals: as text where the language writes them with a comma. */
export type Shown = number | string

/** What a p has to be at most: the level, or so much of it where several comparisons are made. */
const asked = (level: Shown, each: Shown, comparisons: number): string =>
  comparisons === 1 ? `the level ${level}` : `the ${each} that ${comparisons} comparisons ask for at the level ${level}`

/** `is 1`, `are 2`: after "there". */
const are = (count: number): string => `${count === 1 ? 'is' : 'are'} ${count}`
const pairs = (count: number): string => plural(count, 'pair')
const dataSets = (count: number): string => plural(count, 'data set')
const values = (count: number): string => plural(count, 'value')
const runsOf = (count: number): string => plural(count, 'run')
const scoresOf = (count: number): string => plural(count, 'score')

/** Why a statistic is refused, in English. Clauses without a stop: they follow a colon. */
export const ENGLISH_REFUSALS = {
  notFinite: () => 'a value is not finite',
  scoreNotFinite: () => 'a score is not finite',
  noValues: () => 'there are no values',
  noPairs: () => 'there are no pairs',
  noExamples: () => 'there are no examples',
  sideIsEmpty: () => 'a side has no values',
  noResultYet: () => 'there is no result yet',
  resultsMissing: () => 'results are missing',
  noScoreIn: (row: string, column: string) =>
    `${row === '' ? 'this' : row} has no score${column === '' ? '' : ` in ${column}`}`,
  noScoreOfBoth: () => 'one of both has no score in some column',

  fewRunsForT: (there: number) =>
    `a t test needs at least two runs of each, and there ${there === 0 ? 'are none' : 'is one'}`,
  fewPairsForT: (there: number) =>
    `a t test needs at least two pairs, and there ${there === 0 ? 'are none' : 'is one'}`,
  fewPairsForCorrelation: (there: number) => `a correlation takes three pairs, and there ${are(there)}`,
  fewPairsForInterval: (there: number) => `the interval of a correlation takes four pairs, and there ${are(there)}`,
  noPairApart: () => 'no pair departs from the relation',
  oneValueForInterval: () => 'an interval takes two values, and there is one',
  fewMethods: (there: number) =>
    `Friedman's test is of three methods or more, and there ${are(there)}; compare two by Wilcoxon's test`,
  fewDataSets: (there: number, methods: number, least: number) =>
    `with ${dataSets(there)} and ${plural(methods, 'method')} the distribution of Friedman's test is not known well enough; it takes ${dataSets(least)}`,
  fewDataSetsForPosterior: (there: number, least: number) =>
    `of ${dataSets(there)} the prior would count for much; it takes ${least}`,
  fewDataSetsForInterval: (there: number) =>
    `${dataSets(there)} ${there === 1 ? 'is' : 'are'} too few for an interval at this level`,
  fewExamples: (there: number, least: number) =>
    `a bootstrap interval of ${plural(there, 'example')} would be too narrow; it takes ${least}`,
  fewScores: (there: number, ofTask: number, runs: number, scores: number, orRuns: number, orScores: number) =>
    `a bootstrap interval of ${scoresOf(there)} with ${runsOf(ofTask)} of a task would be much too narrow; it takes ${runsOf(runs)} of each task and ${scoresOf(scores)}, or ${runsOf(orRuns)} of each task and ${scoresOf(orScores)}`,
  fewPoints: (there: number, places: number) =>
    `a power law takes 4 points at 3 places, and there ${are(there)} at ${places}`,
  fewPairsForSignedRanks: (
    ranked: number,
    of: number,
    least: Shown,
    level: Shown,
    each: Shown,
    comparisons: number,
    needed: number,
  ) =>
    `with ${ranked === of ? pairs(of) : `${pairs(ranked)} that ${ranked === 1 ? 'differs' : 'differ'} (of ${of})`} Wilcoxon's test has no p below ${least}, which is above ${asked(level, each, comparisons)}; it takes ${pairs(needed)}`,
  fewArrangements: (count: number, least: Shown, level: Shown, each: Shown, comparisons: number) =>
    `of ${values(count)} there are so few arrangements that a permutation test has no p below ${least}, which is above ${asked(level, each, comparisons)}; it takes more runs`,
  manyPairs: (most: number) => `its exact distribution is worked out for at most ${pairs(most)}; take 'paired t'`,
  manyDataSets: (most: number) => `it is worked out for at most ${dataSets(most)}`,

  valuesTooLarge: () =>
    'the values are so large that their difference or its interval is no number; compare them in a larger unit, or their logarithms',
  tooFarApart: () => 'two values are too far apart for their difference to be a number',
  notPositiveForMean: (value: Shown) => `a geometric mean is of finite numbers above 0, and one is ${value}`,
  notPositiveForLaw: (value: Shown) => `a power law is of finite numbers above 0, and one is ${value}`,

  nothingToHoldAgainst: () => 'the values do not vary, so there is nothing to hold the difference against',
  nothingToPermute: () => 'the values do not vary, so there is nothing to permute',
  noSignToPermute: () => 'no pair differs, so there is nothing to permute',
  nothingToRank: () => 'no pair differs, so there is nothing to rank',
  methodsTie: () => 'the methods tie on every data set, so there is nothing to rank',
  sideDoesNotVary: () => 'the values of one side do not vary, so nothing goes with them',
  sameExamples: () => 'both are right and wrong on the same examples, so there is nothing to test',

  noSeed: (row: string) => `a run of ${row} has no seed, so nothing pairs it`,
  severalOfSeed: (row: string, seed: number) =>
    `several runs of ${row} have the seed ${seed}, so nothing tells which one to pair`,
  noPartner: (seed: number, row: string, other: string) => `the seed ${seed} of ${row} has no partner in ${other}`,
  foldsDiffer: (run: string, count: number, column: string, other: string, otherCount: number) =>
    `${run} has ${values(count)} in ${column} and ${other} has ${otherCount}, so nothing tells which folds are pairs`,

  wilcoxonWithinColumn: () =>
    "Wilcoxon's test compares within one column; say which, take 'paired t', or compare the means of the columns with across(…).signedRank()",
  pairedPermutationWithinColumn: () =>
    "a permutation test compares within one column; say which, take 'paired t', or compare the means of the columns with across(…).signedRank()",
  permutationWithinColumn: () =>
    "a permutation test compares within one column; say which, or leave `test` out for Welch's t test",
  noTestAsked: () => 'no test was asked for',
  overallNotAsked: () => 'means over several columns are compared when `overall: true` is said',
  onlyAgainst: (row: string) => `only comparisons with \`${row}\` were asked for by \`against\``,
}
