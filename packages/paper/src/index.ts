export { buildPaper, openPaper, type OpenPaper } from './build-paper'
export { MAIN_FILES } from './shared/format'
export type { Roots } from './inventory/inventory'
export type { BuiltPaper, DraftHole, Names, PaperJob } from './shared/job'
export { packPaper, type PackedPaper } from './pack/pack-paper'
export {
  formatPaperError,
  formatPaperProblem,
  formatPlace,
  PaperError,
  type PaperProblem,
  type PaperPlace,
} from './shared/problems'
export { watchPaper, type WatchEvents } from './watch/watch-paper'
