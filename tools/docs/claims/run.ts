/** The run of docs/runs.md, whose results these figures show. */
export type { run } from '../pages/toy/run'
