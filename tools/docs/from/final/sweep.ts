import { defineSweep, resultsOf, seeds } from 'bocas'
import type { run as tune } from '../tune/run'

const best = resultsOf<typeof tune>('tune').select({ each: [], by: 'val.accuracy', max: true })

export default defineSweep({ lr: best.map(({ config }) => config.lr)[0]!, seed: seeds(10) })
