/** The door for researchers: sweeps, what a run returns, results and statistics. */
export { defineSweep, from, seeds, sweep } from './sweep'
export type { Axis, Config, From, FromOptions, Json, Node, PathOf, Resolve, Sweep, SweepOptions, Tree } from './sweep'
export { command, type Command } from './run/command'
export type { CommandOptions } from './run/command-declaration'
export type { Checkpoint, Saved } from './run/checkpoint'
export type { Ctx } from './run/context'
export { defineKind, file, history, image, series, table, tensor } from './artifacts'
export type {
  Cell,
  Image,
  Kind,
  Metrics,
  NdArray,
  Output,
  PayloadReader,
  PayloadWriter,
  Row,
  Series,
  StoredFile,
} from './artifacts'
export { ProblemsError, type Problem } from './problems'
export { compare, exportRows, loadCollection, pivot, ResultError, resultsOf, toRows } from './results'
export type {
  Collection,
  Compared,
  CompareOptions,
  ComparisonNote,
  Gap,
  Leader,
  NumberPath,
  Pivot,
  PivotOptions,
  Resampled,
  Result,
  ResultRow,
  RunGroup,
  Runs,
  SeriesKey,
  Taken,
  Unreadable,
  Wins,
} from './results'
export {
  bootstrapInterval,
  correctedT,
  count,
  criticalDifference,
  friedman,
  holm,
  interquartileMean,
  iqr,
  max,
  mean,
  meanOfTasks,
  median,
  medianOfTasks,
  min,
  nemenyi,
  normalise,
  optimalityGap,
  pairedT,
  performanceProfile,
  probabilityOfImprovement,
  profileScores,
  quantile,
  ranksOf,
  sd,
  se,
  signedRank,
  stratifiedIntervals,
  summarize,
  superiority,
  tInterval,
  welch,
} from './statistics'
export type {
  BootstrapOptions,
  Estimate,
  Friedman,
  Interval,
  Profile,
  ProfilePoint,
  Scores,
  StratifiedOptions,
  TestRefusal,
  SignedRank,
  Summary,
  TestResult,
} from './statistics'
