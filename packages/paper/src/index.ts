export { buildPaper, type BuiltPaper, type PaperJob } from './build-paper'
export type { Roots } from './inventory'
export { formatPaperProblem, formatPlace, PaperError, type PaperProblem, type Place } from './problems'
