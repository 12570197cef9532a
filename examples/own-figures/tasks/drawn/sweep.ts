import { defineSweep, seeds, sweep } from 'bocas'

export default defineSweep({ method: sweep(['nearest', 'linear']), noise: sweep([0.1, 0.3, 0.5]), seed: seeds(4) })
