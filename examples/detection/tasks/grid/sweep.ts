import { defineSweep, from, seeds, sweep } from 'bocas'
import type { run as scenes } from '../scenes/run'

export default defineSweep({
  scenes: from<typeof scenes>('scenes'),
  filters: sweep([8, 16]),
  lr: 0.003,
  epochs: 8,
  batchSize: 32,
  seed: seeds(3),
})
