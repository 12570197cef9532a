export {
  IMPORTED_FROM,
  importedKey,
  importedText,
  PROGRAM_NAMES,
  readImported,
  type ImportedFrom,
  type ImportedResults,
  type ImportedRun,
} from './imported-file'
export { importedRuns, importedTask, type ImportedAs } from './imported-runs'
