/** The files that figures leave for the paper. */
export * from './claims'
export { placeWords, sharedText, termsOf } from './derived'
export { evidenceProblems } from './evidence'
export { FormatError } from '../stored/form-file'
export { storedMetric } from '../stored/stored-metric'
export {
  countWords,
  hasLooseNumber,
  isContrast,
  measuredWords,
  timeWords,
  type ErrorKind,
  type FactWords,
  type Measured,
  type FactFormat as ShownNumber,
  type SpreadKind,
} from './fact-words'
export { pWords } from './p-words'
export { checkMade, digestsOfMade, madeDigest, type MadePlaces, type MadeProblem } from './made-files'
export { loadFacts, readFacts, noteForm, wordsOfFact, wordsProblem, writeFacts } from './facts'
export {
  factsSchema,
  type ContrastFact,
  type CountFact,
  type EstimateFact,
  type Fact,
  type FactsFile,
  type LabelFact,
} from './facts-schema'
export { digestsOf, isPaperText, sourcesFile, textDigests, type PaperSources } from './paper-sources'
export type { Criterion } from '../runs/choice'
export { criteriaOnce, parseProvenance, readProvenance, writeProvenance } from './provenance-file'
export {
  provenanceSchema,
  type ShownProvenance,
  type ShownCell,
  type ShownClaim,
  type RunProvenance,
  type ProvenanceFile,
} from './provenance-schema'
