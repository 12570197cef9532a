export { estimate } from './estimate'
export type { Hole } from './entries'
export { checkAlike, checkHonest, checkNotEmpty, checkSeeds, choiceNotes, isSaid, type Optimistic } from './checks'
export { tieSentences, type Choice, type Tie } from './choice'
export { valueAt } from './config-path'
export * from './comparison'
export * from './pivot'
export * from './rows'
export { loadCollection, type Collection, type Unreadable } from './load-collection'
export {
  allowedForNothing,
  describeNonFinite,
  nonFiniteIn,
  notAllowed,
  summarizeNonFinite,
  type NonFinite,
} from './non-finite'
export type { ArtifactName, ArtifactValue, NumberPath, Partly, SeriesKey, SeriesPath } from './paths'
export { giveResults, resultsOf } from './results-of'
export { readRuns, readRunsNow, type ExpectedRun, type ReadOptions } from './read-runs'
export type { Result } from './result'
export { isResultError, ResultError, type ResultProblem } from './result-error'
export {
  RESULT_FILE,
  writeResultFile,
  type CarriedOver,
  type ResultContent,
  type Seed,
  type StoredResult,
} from './result-file'
export { Runs, type ConfigPath, type RunGroup, type Selection } from './runs'
export { openTaken, resultDigest, type Taken } from './taken'
export { openResult, verifyResult } from './verify-result'
