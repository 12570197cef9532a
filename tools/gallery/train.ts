import { writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { TRAINED, type TrainedRun } from './kept-results'
import { configs, run } from './trained-runs'

/** Trains the small models of the gallery and keeps what they gave: half a minute. */
const runs = configs().map((config): TrainedRun => {
  const { test, losses } = run(config)
  // Curves are shown of the whole data set only, to five digits.
  return { config, test, losses: config.images === 4000 ? losses.map((loss) => Number(loss.toPrecision(5))) : [] }
})
writeFileSync(TRAINED, brotliCompressSync(JSON.stringify(runs)))
console.log(`${runs.length} results kept in ${TRAINED}`)
