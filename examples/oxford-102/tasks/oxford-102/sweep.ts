import { defineSweep, from, seeds, sweep } from 'bocas'
import type { run as flowers } from '../flowers/run'

/** FLOWERS_WEIGHTS=yes: a model of yours lies in data/weights, and is fine-tuned as well. */
const hasWeights = process.env.FLOWERS_WEIGHTS === 'yes'
const small = { filters: 16 }

export default defineSweep(
  {
    flowers: from<typeof flowers>('flowers'),
    model: hasWeights ? sweep({ small, pretrained: { trainable: 2 } }) : sweep({ small }),
    optimizer: sweep(['sgd', 'adam']),
    lr: 0.01,
    epochs: 10,
    batchSize: 32,
    seed: seeds(3),
  },
  { env: ['FLOWERS_WEIGHTS'], data: hasWeights ? ['data/weights'] : [] },
)
