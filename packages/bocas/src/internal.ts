/** The door for our own packages: what a researcher never types. */
export { canonicalCopy, canonicalJson, sha256 } from './keys/canonical-json'
export { sha256File } from './keys/file-digest'
export { PROTOCOL, runKeys, type PinnedPackage, type RunIngredients } from './keys/run-key'
export { codesIn, EXPLAINED, explained, withCodes } from './errors/codes'
export type { Explained } from './errors/explained'
export {
  editDistance,
  formatError,
  formatProblem,
  formatProblems,
  inWords,
  isProblemsError,
  nearest,
  ProblemsError,
  problemsIn,
  suggest,
  type Problem,
  withHints,
} from './problems'
export { isSystemError, isUnreadable } from './files/expected-errors'
export { posixPath } from './files/posix-path'
export { writeWhole, writeWholeSync } from './files/write-whole'
export * from './results'
export * from './results/made/figure-files'
export { nameInText, PAPER_TASK, type OutputKind } from './results/made/name-in-text'
export { limited } from './results/read/limited'
export * from './artifacts'
export * from './statistics'
export * from './text'
export {
  LONGEST_NAME,
  planSweeps,
  isTake,
  RETRIED_BY_DEFAULT,
  roleOf,
  ROLES_BY_CONVENTION,
  STALL,
  wrongName,
  type Json,
  type Limits,
  type MetricRoles,
  type PlannedRun,
  type RetriedReason,
  type SweepPlan,
} from './sweep'
export { openCheckpoint } from './store/checkpoint'
export { lockHolder, tryLock, type Lock, type LockAttempt } from './store/lock'
export { diskProblem, placeProblem } from './store/disk-problem'
export { holdFolder, lostWords, type HeldFolder, type LostFolder } from './store/held-folder'
export { OWNER_FILE, ownFolder, removeOwnFolder } from './store/own-folder'
export { identityOf, isAlive, type ProcessIdentity } from './store/process-identity'
export { commitEntry, findKept, type StoreAnswer } from './store/result-store'
export { copyResult, showResult } from './store/result-view'
export { GENERATED_IN_PAPER, workspacePaths, type WorkspacePaths } from './store/workspace-paths'
export { declarationOf, type CommandDeclaration } from './run/command-declaration'
export { LEFT, REASON, type ProgramReason } from './run/program-error'
export { processGuard, signalGroup, signalProcess, type ProcessGuard } from './run/process-guard'
export { PROGRAM, type ProgramPlace } from './run/program-place'
export { strictConfig, type Asking, type StrictConfig } from './run/strict-config'
export { knownKeys, type KnownKeys } from './sweep/author/known-keys'
