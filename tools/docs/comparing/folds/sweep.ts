import { defineSweep, seeds, sweep } from 'bocas'

/** Ten times 5-fold cross-validation of two tactics: each fold is a run. */
export default defineSweep({
  tactic: sweep({ ours: {}, forest: {} }),
  fold: sweep([0, 1, 2, 3, 4]),
  seed: seeds(10),
})
