import { defineSweep, from, seeds, sweep } from 'bocas'
import type { run as pretrain } from '../pretrain/run'

export default defineSweep({
  weights: from<typeof pretrain>('pretrain', { size: sweep(['small', 'large']) }),
  lr: sweep([0.1, 0.2]),
  seed: seeds(2),
})
