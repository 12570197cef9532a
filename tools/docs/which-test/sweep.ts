import { defineSweep, seeds, sweep } from 'bocas'

/** Twelve data sets, three tactics, five seeds of each. */
export default defineSweep({
  data: sweep(['set0', 'set1', 'set2', 'set3', 'set4', 'set5', 'set6', 'set7', 'set8', 'set9', 'set10', 'set11']),
  tactic: sweep({ ours: {}, boosting: {}, forest: {} }),
  seed: seeds(5),
})
