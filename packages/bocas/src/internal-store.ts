/** The entry point for results as they lie in the store: to read and check them, to pack them, to put them there. Neither statistics nor figures are loaded. */
export * from './internal-light'
export { ENTRY_FILES, EXECUTION_FILE } from './artifacts/entry-files'
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
export { limited } from './results/read/limited'
export { isResultError, ResultError } from './results/stored/result-error'
export type { StoredResult } from './results/stored/result-file'
export { openResult, resultIn, verifyResult } from './results/stored/verify-result'
export { OWNER_FILE, ownFolder, removeOwnFolder } from './store/own-folder'
export { lockHolder, renewLock, tryLock, type Lock, type LockAttempt, type LockOptions } from './store/lock'
export { commitEntry, findKept, type StoreAnswer } from './store/result-store'
