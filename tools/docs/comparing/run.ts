/** What figures of the documentation are drawn from. */
export type { run } from '../../../packages/figures/src/test-results'
