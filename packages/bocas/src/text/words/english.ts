import { ENGLISH_ALT } from './english-alt'
import { ENGLISH_RESULTS } from './english-results'
import { plural } from '../plural'

/** The words that we put into figures, tables and facts, in English: what every other language has to say as well (`Words`). */
export const ENGLISH = {
  decimalMark: '.',
  spread: {
    sd: 'mean ± sd',
    geometric: 'geometric mean ×/÷ geometric sd',
    se: 'mean ± standard error',
    ci95: 'mean, 95 % interval',
    none: 'mean',
  },
  boxes: {
    box: 'median, quartiles, whiskers up to 1.5 interquartile ranges',
    violin: 'median, density',
    strip: 'points and their median',
    fromOn: (n: number) => `from n = ${n} on`,
  },
  /** What becomes of values that are not finite. */
  notFinite: {
    leftOut: (count: number, of: number) => `${count} of ${of} values not finite, left out`,
    aboveNothing: (count: number, of: number) => `${count} of ${of} values not finite, counted as above no score`,
    offLine: (count: number, of: number) =>
      `${count} of ${of} values not finite, left out; what has such values is not on the line`,
    keptIn: (count: number, of: number) =>
      `${count} of ${of} values not finite, not left out: what is made of them is out of the comparison`,
  },
  partial: '*: mean of the finite ones',
  notPositive: (count: number) => `${plural(count, 'value', 'values')} ≤ 0 on a log axis (triangles)`,
  outside: (count: number) => `${plural(count, 'value', 'values')} outside the axis (triangles)`,
  noLowerEnd: 'no lower end: spread below 0',
  points: 'points',
  count: 'count',
  share: 'share (%)',
  pointsInCell: 'points in a cell',
  epoch: 'epoch',
  /** Of the ticks of an axis of dates, from January on, between spaces. */
  months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
  dayOfMonth: (day: number, month: string) => `${day} ${month}`,
  step: 'step',
  lines: {
    smoothedByMean: (steps: number) => `each run smoothed by the mean of ${steps} steps (thin: before)`,
    smoothedByAverage: (weight: string) =>
      `each run smoothed by an exponential moving average, weight ${weight}, bias-corrected (thin: before)`,
    fewerRuns: 'faint: fewer runs',
    interpolated: 'interpolated between logged steps',
    noValues: (names: string) => `no values: ${names}`,
  },
  distribution: {
    bins: (count: number, isLog: boolean) =>
      `${plural(count, 'bin', 'bins')} of equal width${isLog ? ' in the logarithm' : ''}`,
    notLarger: 'share not larger (%)',
    steps: 'each value is a step',
    density: 'density',
    kernels: 'Gaussian kernels (Silverman’s width) between the extreme values',
    kernelsOf: (width: string) => `Gaussian kernels of width ${width}`,
  },
  confusion: { shareOfRow: 'share of the row (%)', predicted: 'predicted', noRow: '—: no such row' },
  roc: {
    falsePositives: 'false positive rate',
    truePositives: 'true positive rate',
    recall: 'recall',
    precision: 'precision',
    chance: 'dashed: chance',
  },
  calibration: {
    right: 'right (%)',
    cameTrue: 'came true (%)',
    bins: (bins: number) => `${bins} bins, of the runs with any row there`,
    perfect: 'dashed: perfect',
  },
  stacks: { shares: 'shares of the mean total', ofTotal: 'error bars: of the total' },
  pareto: 'line: no setting is better in both; point: mean over seeds',
  parallel: 'line: mean of a setting, the darker the more',
  power: {
    exponent: 'exponent',
    none: 'no power law',
    noneOf: (name: string, why: string) => `no power law${name === '' ? '' : ` of ${name}`}: ${why}`,
    band: 'line and band: power law through the geometric means, 95 % of the curve',
  },
  profiles: {
    above: 'runs above (%)',
    tasks: (count: number) => `${plural(count, 'task', 'tasks')} of equal weight`,
    band: 'band: 95 % stratified bootstrap, pointwise',
    noBand: (why: string) => `no band: ${why}`,
  },
  ranks: {
    axis: 'mean rank (1 is the best)',
    none: (why: string) => `no ranks yet: ${why}`,
    sets: (count: number) => `${count} data sets`,
    joined: (level: string) => `bars join what Nemenyi’s test does not tell apart at ${level}`,
    noDifference: (level: string) => `no difference at ${level}, so no pairs were tested`,
  },
  draft: {
    mark: 'DRAFT',
    said: (runs: string) => `draft: ${runs}`,
    runs: (here: number, of: number) => `${here} of ${of} runs`,
  },
  results: ENGLISH_RESULTS,
  alt: ENGLISH_ALT,
}
