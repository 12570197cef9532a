export { estimate } from './runs/estimate'
export type { Hole } from './runs/entries'
export {
  checkAlike,
  checkHonest,
  checkNotEmpty,
  checkSeeds,
  choiceNotes,
  isSaid,
  type AnyRuns,
  type Optimistic,
} from './runs/checks'
export { listOf } from './runs/options'
export { runsBySetting } from './runs/by-setting'
export { criteriaOf, tieSentences, unruledTies, type Criterion, type SelectionRecord, type Tie } from './runs/choice'
export { valuesByPath, valueAt } from './stored/config-path'
export * from './comparison'
export * from './imported'
export * from './items'
export * from './pivot'
export * from './rows'
export * from './statistic'
export { loadCollection, type Collection, type Unreadable } from './read/load-collection'
export {
  allowedForNothing,
  describeNonFinite,
  nonFiniteIn,
  notAllowed,
  summarizeNonFinite,
  type NonFinite,
} from './stored/non-finite'
export type { ArtifactName, ArtifactValue, NumberPath, Partly, SeriesKey, SeriesPath } from './stored/paths'
export { giveResults, resultsOf } from './read/results-of'
export { readRuns, readRunsNow, type ExpectedRun, type ReadOptions } from './read/read-runs'
export type { ImportMark, Result } from './stored/result'
export { isResultError, ResultError, type ResultProblem } from './stored/result-error'
export {
  RESULT_FILE,
  writeResultFile,
  type CarriedOver,
  type ResultContent,
  type SeedOfRun,
  type StoredResult,
} from './stored/result-file'
export { Runs } from './runs/runs'
export { type ConfigPath, type RunGroup, type Selection } from './runs/types'
export { openTaken, type Taken } from './read/taken'
export { resultDigest } from './stored/result-digest'
export { openResult, verifyResult } from './stored/verify-result'
