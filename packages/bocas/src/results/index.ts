export {
  readFacts,
  writeFacts,
  factsSchema,
  type ContrastFact,
  type CountFact,
  type EstimateFact,
  type Fact,
  type FactsFile,
  type LabelFact,
} from './facts'
export { estimate } from './estimate'
export type { Hole } from './entries'
export { checkAlike, checkHonest, checkNotEmpty } from './checks'
export * from './comparison'
export * from './pivot'
export * from './rows'
export { loadCollection, type Collection, type Unreadable } from './load-collection'
export type { ArtifactName, ArtifactValue, NumberPath, Partly, SeriesKey, SeriesPath } from './paths'
export { readRuns, type ExpectedRun, type ReadOptions } from './read-runs'
export type { Result } from './result'
export { isResultError, ResultError, type ResultProblem } from './result-error'
export { RESULT_FILE, writeResultFile, type ResultContent, type Seed, type StoredResult } from './result-file'
export {
  parseSources,
  readSources,
  sourcesSchema,
  writeSources,
  type Shown,
  type ShownCell,
  type SourceRun,
  type SourcesFile,
} from './sources'
export { Runs, type ConfigPath, type RunGroup, type Selection } from './runs'
export { openResult, verifyResult } from './verify-result'
