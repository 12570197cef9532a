import { series } from 'bocas'
import type { TrainedRun } from '../kept-results'
import { type Config, run as train } from '../trained-runs'

/** What a small model gave, as a result: scores, and the loss of every step. */
export const resultOf = ({ test, losses }: Pick<TrainedRun, 'test' | 'losses'>) => ({
  test,
  steps: series({ loss: losses }),
})

/** Trains a small model on handwritten digits. */
export const run = (config: Config) => resultOf(train(config))
