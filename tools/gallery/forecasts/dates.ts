import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, lines }) => {
  lines('dates', runs, {
    x: 'forecast.day',
    y: 'forecast.error',
    by: 'model',
    xScale: 'date',
    xLabel: 'month',
    yLabel: '$CO_2$ above the forecast [ppm]',
  })
})
