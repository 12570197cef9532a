import { defineSweep, seeds, sweep } from 'bocas'

/** Ten times 5-fold cross-validation of two tactics: each cross-validation is a run. */
export default defineSweep({
  tactic: sweep({ ours: {}, forest: {} }),
  seed: seeds(10),
})
