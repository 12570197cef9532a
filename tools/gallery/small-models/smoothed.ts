import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, lines }) => {
  const descents = runs.only({ problem: 'all digits', images: 4000, method: ['logistic', 'logistic with momentum'] })
  lines('smoothed', descents, {
    y: 'steps.loss',
    by: 'method',
    smooth: { mean: 31 },
    labels: { logistic: 'SGD', 'logistic with momentum': 'SGD with momentum' },
    yLabel: 'loss of a batch',
  })
})
