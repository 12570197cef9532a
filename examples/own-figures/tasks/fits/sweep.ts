import { defineSweep, seeds, sweep } from 'bocas'

export default defineSweep({ size: sweep([100, 1000, 10000, 100000]), seed: seeds(3) })
