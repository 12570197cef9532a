/** The entry point for the text of a paper: what it names and which numbers it types. No typesetter is loaded. */
export { checkPaper, findQuotes, type CheckJob, type PaperReport, type Quote } from './check/check-paper'
export type { NamedKind } from './inventory/inventory'
export { formatPaperProblem, formatPlace, type PaperProblem, type PaperPlace } from './shared/problems'
