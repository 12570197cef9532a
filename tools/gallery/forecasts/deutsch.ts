import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(
  ({ runs, lines }) => {
    lines('deutsch', runs, {
      x: 'end.day',
      y: 'end.error',
      by: 'model',
      xScale: 'date',
      labels: { 'linear trend': 'linearer Trend', 'quadratic trend': 'quadratischer Trend' },
      xLabel: 'Monat',
      yLabel: '$CO_2$ über der Vorhersage [ppm]',
    })
  },
  { language: 'de', font: 'sans' },
)
