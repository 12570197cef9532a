export type { run } from '../mnist/run'
