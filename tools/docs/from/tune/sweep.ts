import { defineSweep, seeds, sweep } from 'bocas'

export default defineSweep({ lr: sweep([0.01, 0.1]), seed: seeds(3) })
