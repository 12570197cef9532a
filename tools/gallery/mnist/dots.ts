import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, scatter, rows }) => {
  const cnn = runs.select({ each: 'tactic', by: 'val.accuracy', max: true }).only({ tactic: { name: 'cnn' } })
  scatter('dots', rows(cnn, 'predictions', ['digit', 'predicted']), {
    x: 'predictions.nine',
    y: 'predictions.confidence',
    xLabel: 'probability of a nine',
    yLabel: 'confidence',
    xScale: 'log',
  })
})
