import { defineFigures } from '@bocas/figures'
import { series } from 'bocas/internal'
import type { ExpectedRun } from 'bocas/internal'
import { writeResult } from '../../packages/figures/src/test-results'
import { readTrainedRuns, type TrainedRun } from './kept-results'
import { type Config, nameOf } from './trained-runs'

const labels = {
  neighbour: 'nearest neighbour',
  mean: 'nearest mean',
  logistic: 'SGD',
  'logistic with momentum': 'SGD with momentum',
}

/** Of the types alone. */
const run = ({ test, losses }: TrainedRun) => ({ test, steps: series({ loss: losses }) })

/** The figures of docs/gallery.md that show small models which the gallery has trained on handwritten digits. */
export default defineFigures<(config: Config) => ReturnType<typeof run>>(({ runs, lines, power, profiles }) => {
  const whole = runs.only({ problem: 'all digits' })

  // # Smoothed curves
  // Each run is smoothed, the band is over the smoothed runs, and the mean of what was measured stays to be seen behind it. The note says how.
  const descents = whole.only({ images: 4000, method: ['logistic', 'logistic with momentum'] })
  lines('smoothed', descents, {
    y: 'steps.loss',
    by: 'method',
    smooth: { mean: 31 },
    labels,
    yLabel: 'loss of a batch',
  })

  // # A geometric spread
  // On a logarithmic axis ± sd is longer below than above, and may have no lower end. The geometric mean, multiplied and divided by the geometric sd, is as far
  // on both sides.
  lines('geometric', descents, {
    y: 'steps.loss',
    by: 'method',
    smooth: { exponential: 0.95 },
    band: 'geometric',
    yScale: 'log',
    labels,
    yLabel: 'loss of a batch',
  })

  // # Error against data
  // Both axes logarithmic: the mean of each setting, and a power law through these means with the interval of its curve. Labels take mathematics in dollars.
  // The regression levels off, and its points leave the line: what levels off is no power law, and here one can see it.
  power('power', whole.only({ method: ['neighbour', 'logistic with momentum'] }), {
    x: 'images',
    y: 'test.error',
    by: 'method',
    labels: { ...labels, 'logistic with momentum': 'logistic regression' },
    xLabel: 'training images $N$',
    yLabel: 'test error, $E \\propto N^{-\\alpha}$',
  })

  // # Performance profiles
  // Which share of runs is above each score, each task with equal weight, and the band of a stratified bootstrap. The tasks are pairs of digits to tell apart.
  profiles('profiles', runs.only({ images: 100 }), {
    x: 'test.accuracy',
    by: 'method',
    per: 'problem',
    as: 'percent',
    labels: { ...labels, 'logistic with momentum': 'logistic regression' },
  })
})

/** Writes the kept results of the small models as runs. */
export async function writeTrainedResults(folder: string): Promise<ExpectedRun[]> {
  const runs: ExpectedRun[] = []
  for (const one of await readTrainedRuns())
    runs.push(await writeResult(folder, 'trained', nameOf(one.config), one.config, run(one)))
  return runs
}
