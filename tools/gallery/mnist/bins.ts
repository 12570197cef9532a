import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, scatter, rows }) => {
  scatter('bins', rows(runs, 'predictions', ['digit', 'predicted']), {
    x: 'predictions.nine',
    y: 'predictions.confidence',
    points: 'bins',
    xLabel: 'probability of a nine',
    yLabel: 'confidence',
    xScale: 'log',
  })
})
