import { defineSweep, seeds, sweep } from 'bocas'

export default defineSweep({ size: sweep(['small', 'large']), seed: seeds(2) })
