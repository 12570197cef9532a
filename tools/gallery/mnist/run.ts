/** The task of this repository whose stored results are drawn. */
export type { run } from '../../../tasks/mnist/run'
