export { BOOTSTRAP_MIN, bootstrapInterval, type BootstrapOptions } from './bootstrap'
export { calibrationBins, calibrationError, type CalibrationBin } from './calibration'
export { difference, ratio, type Contrast } from './contrast'
export { count, iqr, max, mean, median, min, quantile, sd, sdOf, se, summaryOfFinite, type MeanAndSd } from './describe'
export { densityAt, ecdf, silvermanWidth } from './density'
export { chiSquaredUpper, fUpper, normalCdf, normalQuantile, rangeQuantile, rangeUpper } from './distributions'
export {
  factorOf,
  formatEstimate,
  formatExact,
  formatMean,
  formatNumber,
  formatParts,
  powerOfTen,
  type FormattedEstimate,
  type Scale,
} from './format'
export { decimalsWithin, formatInterval, type FormattedInterval } from './format-interval'
export {
  drawnImprovement,
  drawnInterquartileMean,
  drawnMeanOfTasks,
  drawnMedianOfTasks,
  drawnOptimalityGap,
} from './drawn-estimates'
export { binCounts, binEdges, binOf } from './histogram'
export { criticalDifference, friedman, nemenyi, rankGroups, type Friedman } from './friedman'
export { holm } from './holm'
export { performanceProfile, profileScores, type Profile, type ProfilePoint } from './profile'
export {
  COUNTED,
  limitsOf,
  numbersIn,
  provenanceOf,
  SHARED,
  TIME_IN_TOTAL,
  STATISTICS,
  type Decision,
  type Provenance,
  type Recipe,
  type StatisticName,
  type Term,
} from './provenance'
export { shortNumber, shortP } from './p-value'
export { ranksOf } from './ranks'
export {
  interquartileMean,
  meanOfTasks,
  medianOfTasks,
  normalise,
  optimalityGap,
  probabilityOfImprovement,
  superiority,
  type Scores,
} from './robust'
export { areaUnderRoc, averagePrecision, precisionAt, rocCurve, truePositiveRateAt, type RocPoint } from './roc'
export { isAtMost, isClose, roundingOf, sizeOfLargest, subtract } from './rounding'
export { checkSmoothing, smooth, type Smoothing } from './smoothing'
export { drawnIntervals, stratifiedIntervals, type DrawnEstimate, type StratifiedOptions } from './stratified'
export {
  summarize,
  tInterval,
  type Estimate,
  type Interval,
  type NamedInterval,
  type NamedTest,
  type Summary,
} from './summary'
export { tCdf, tQuantile } from './t-distribution'
export { correctedT, pairedT, welch, type TestRefusal, type Sides, type TestResult } from './t-test'
export { smallestSignedRankP } from './signed-rank-distribution'
export { differencesOf, signedRank, type SignedRank } from './wilcoxon'
export * from './effects'
