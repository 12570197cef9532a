import { plural } from '../plural'

/** The words of tables, of facts and of notes on runs, in English. */
export const ENGLISH_RESULTS = {
  /** What stands between thousands. */
  thousandsMark: ',',
  /** Between the ends of an interval, and between numbers of a list. */
  between: ', ',
  and: (first: string, last: string) => `${first} and ${last}`,
  countOf: (count: string, of: string) => `${count} of ${of}`,
  interval: (level: string, by: string) => `${level} % interval, ${by}`,
  /** How an interval was made. */
  by: {
    "Student's t": "Student's t",
    "Student's t of the logarithms": "Student's t of the logarithms",
    "Student's t on log–log axes": "Student's t on log–log axes",
    "Fisher's transformation": "Fisher's transformation",
    'stratified bootstrap': 'stratified bootstrap',
    'bootstrap over examples': 'bootstrap over examples',
    'exact signed ranks': 'exact signed ranks',
    "Student's t, variances not assumed equal": "Student's t, variances not assumed equal",
    "Student's t of pairs": "Student's t of pairs",
    'corrected resampled t': 'corrected resampled t',
    'exact signed ranks, of the pseudomedian': 'exact signed ranks, of the pseudomedian',
  },
  choice: {
    tie: (tied: string, metric: string, where: string) =>
      `${tied} tie on ${metric}${where === '' ? '' : ` (${where})`}`,
    taken: (taken: string, rule: string) => `${taken}, ${rule}, is taken`,
    least: (key: string) => `the least ${key}`,
    largest: (key: string) => `the largest ${key}`,
    first: 'the first in the sweep',
    dishonest: (metric: string, why: string) => `chosen by ${metric}, so optimistic: ${why}`,
    seeds: (count: number, of: number, seeds: string) => `${count} of the ${of} seeds of a setting (${seeds})`,
    imported: (count: number, of: number, from: string) =>
      `${count} of ${of} runs are imported from ${from}, not executed here`,
    optimistic: (why: string) => `optimistic: ${why}`,
  },
  nonFinite: {
    NaN: 'NaN',
    infinity: 'infinity',
    'NaN and infinity': 'NaN and infinity',
    runs: (count: number, of: number, what: string) =>
      `${count} of ${plural(of, 'run', 'runs')} ${count === 1 ? 'has' : 'have'} ${what}`,
    in: (runs: string, path: string) => `${runs} in ${path}`,
    firstEpoch: (at: number) => `, first at epoch ${at}`,
    firstStep: (at: number) => `, first at step ${at}`,
  },
  tests: {
    seeds: 'seeds',
    equal: (keys: string) => `pairs with equal ${keys}`,
    welch: "Welch's t test, two-sided",
    paired: (pairs: string) => `Student's t test of ${pairs}, two-sided`,
    resampled: (pairs: string, ratio: string) =>
      `corrected resampled t (Nadeau & Bengio 2003) of ${pairs}, test/train ${ratio}, two-sided`,
    resampledByFold: (pairs: string, ratio: string) =>
      `corrected resampled t (Bouckaert & Frank 2004) of ${pairs}, fold by fold, test/train ${ratio}, two-sided`,
    wilcoxon: (pairs: string) => `Wilcoxon's exact signed-rank test of ${pairs}, two-sided`,
    permutation: 'permutation test of the means, two-sided',
    pairedPermutation: (pairs: string) => `permutation test of ${pairs} by the signs of their differences, two-sided`,
    independent: (keys: string) => `, with runs of different ${keys} taken as independent`,
    ties: ', equal differences share the mean of their ranks',
    zeros: ', pairs that do not differ are left out',
    arrangements: (count: string) => `, of ${count} random arrangements where there are more`,
    level: (test: string, level: string) => `${test}, level ${level}`,
    family: (name: string) => ` of the family ${name}`,
    one: (family: string) => `1 comparison${family}`,
    holm: (count: number, family: string, which: string) =>
      `Holm's correction over ${count} comparisons${family} (${which})`,
    everyTwo: 'every two rows of a column',
    eachWith: (row: string) => `each row with ${row}`,
    notMade: (count: number, why: string) => `${plural(count, 'comparison was', 'comparisons were')} not made: ${why}`,
  },
  table: {
    semicolon: '; ',
    colon: ': ',
    bold: 'bold',
    underlined: 'underlined',
    bestOf: { column: 'best of its column', row: 'best of its row' },
    second: 'second',
    notWorse: 'best of its column, and what was not found to be worse than it',
    outOfComparison: 'what has such values is out of the comparison',
    theBest: 'the best of its column',
    differs: (than: string) => `significantly different from ${than}`,
    nothingDiffers: (than: string) => `nothing differs significantly from ${than}`,
    quartiles: 'median and quartiles',
    student: "mean and Student's 95 % interval",
    orOne: (words: string) => `${words} or 1`,
    oneWithoutBracket: (words: string) => `${words}, or 1 where there is no bracket`,
    oneWithoutSpread: (words: string) => `${words}, or 1 where there is no ±`,
    otherRows: 'the other rows',
    chosenBy: (metrics: string) => `hyper-parameters chosen by ${metrics}`,
    empty: '—: not run, or not measured',
  },
  across: {
    iqm: 'IQM',
    median: 'median',
    mean: 'mean',
    optimalityGap: 'optimality gap',
    rank: 'mean rank',
    columns: (count: number) => `${plural(count, 'column')} of equal weight`,
    normalised: ', normalised scores',
    intervals: (level: string) => `${level} % intervals by the stratified bootstrap, about new runs on the same tasks`,
    noInterval: (why: string) => `no interval: ${why}`,
  },
  paper: {
    fact: 'fact',
    says: 'says',
    runs: 'runs',
    keys: 'keys',
    notRecorded: 'not recorded',
    /** Before the reasons that are listed. */
    oneCarried: '1 result was carried over by its authors:',
    carried: (count: string) => `${count} results were carried over by their authors:`,
    brokenClaim: 'the claim does not hold',
    /** Before the number of what is shown. */
    floats: { figure: 'Figure', table: 'Table' },
    /** What a draft says of itself: on its last page, and in place of what does not exist. */
    draft: {
      title: 'Holes in this draft',
      nothing: 'Nothing is missing: the paper itself can be built.',
      holes: (count: number) => (count === 1 ? 'This draft has one hole.' : `This draft has ${count} holes.`),
      unknown: (what: string) => `${what}: the text names it, and it does not exist`,
      gap: (kind: string) => `no ${kind}`,
      /** Why a run has no result that can be used, after its name. */
      runs: {
        missing: 'missing',
        damaged: 'damaged',
        'other-key': 'of another key',
        awaited: 'not known before other runs have results',
      },
      kinds: { fact: 'fact', figure: 'figure', table: 'table', claim: 'claim' },
    },
  },
}
