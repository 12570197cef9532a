/**
 * The entry point for results as they lie in the store: to read and check them, to pack them, to put them there and to have them made. What every call of nx waits
 * for loads no more than this: neither statistics nor figures.
 */
export * from './internal-light'
export { DIFF_FILE, ENTRY_FILES, EXECUTION_FILE } from './artifacts/entry-files'
export {
  longTarHeader,
  readTarHeader,
  TAR_BLOCK,
  TAR_END,
  tar,
  tarFill,
  tarHeader,
  untar,
  type ReadHeader,
  type TarEntry,
} from './files/tar'
export { limited } from './collections'
export { isResultError, ResultError } from './results/stored/result-error'
export type { SeedOfRun, StoredResult } from './results/stored/result-file'
export { findResult, openResult, resultIn, resultProblem, verifyResult } from './results/stored/verify-result'
export { OWNER_FILE, ownFolder, removeOwnFolder } from './store/own-folder'
export { lockHolder, renewLock, tryLock, type Lock, type LockAttempt, type LockOptions } from './store/lock'
export { commitEntry, findKept, flushDraft, flushEntries, type StoreAnswer } from './store/result-store'
export { hasSaved } from './store/checkpoint'
export { placeProblem } from './store/disk-problem'
export { holdFolder, lostWords, type HeldFolder, type LostFolder } from './store/held-folder'
export { hostName, identityOf, isAlive, isRunning, type ProcessIdentity } from './store/process-identity'
export { copyResult, showResult, showsResult } from './store/result-view'
export {
  allowedForNothing,
  describeNonFinite,
  nonFiniteIn,
  notAllowed,
  summarizeNonFinite,
  type NonFinite,
} from './results/stored/non-finite'
export { resultDigest } from './results/stored/result-digest'
export { processGuard, signalGroup, signalProcess, type ProcessGuard } from './run/process-guard'
export { knownKeys, type KnownKeys } from './sweep/author/known-keys'
export { RETRIED_BY_DEFAULT, STALL } from './sweep/author/limits'
