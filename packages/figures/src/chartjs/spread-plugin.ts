import { type Chart, type Plugin } from 'chart.js'
import { type Figure } from '../figure/figure'
import { drawBars } from './draw-bars'
import { dodgeOf, drawBands, drawPoints } from './draw-points'

/** Draws what chart.js has no word for: bands, error bars, hatched bars, and markers that are thinned out on long curves. */
export function spreadPlugin(figure: Figure): Plugin {
  return {
    id: 'bocas-spread',
    beforeDatasetsDraw: (chart) => {
      if (figure.kind === 'bars') return
      figure.series.forEach((_, index) => movePoints(chart, index, dodgeOf(figure, index)))
      if (figure.kind === 'lines' && figure.spread === 'bands') drawBands(chart, figure)
    },
    afterDatasetsDraw: (chart) => {
      if (figure.kind === 'bars') drawBars(chart, figure.series)
      else drawPoints(chart, figure)
    },
  }
}

function movePoints(chart: Chart, series: number, shift: number): void {
  for (const point of chart.getDatasetMeta(series).data) point.x += shift
}
