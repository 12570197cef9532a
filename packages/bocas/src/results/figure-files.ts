/** The files that figures leave for the paper. Apart from results, which runs load as well: zod, which checks these, takes as long to load as Node to start. */
export * from './claims'
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
