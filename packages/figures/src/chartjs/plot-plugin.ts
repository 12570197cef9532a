import { type Chart, type Plugin } from 'chart.js'
import { type Annotation, type PlotFigure, seriesOf } from '../figure/figure'
import { drawBars } from './draw-bars'
import { drawBoxes } from './draw-boxes'
import { drawHeatmap } from './draw-heatmap'
import { dodgeOf, drawBands, drawPoints } from './draw-points'
import { type Face } from './font'
import { styleOf } from './palette'
import { inPlot, pixel } from './plot'
import { type Ranges } from './ranges'

/** Colour of lines that are not data. */
const MARK_COLOR = '#555555'

/** Draws what chart.js has no word for: bands, error bars, hatched bars, boxes, shades, thinned markers, lines of annotations. */
export function plotPlugin(plot: PlotFigure, ranges: Ranges, face: Face): Plugin {
  const styles = seriesOf(plot).map(({ look }) => styleOf(look))
  return {
    id: 'bocas-plot',
    beforeDatasetsDraw: (chart) => {
      if (plot.kind === 'lines' || plot.kind === 'scatter')
        plot.series.forEach((_, index) => movePoints(chart, index, dodgeOf(plot, index)))
      if (plot.kind === 'lines' && plot.spread === 'bands') drawBands(chart, plot, styles)
    },
    afterDatasetsDraw: (chart) => {
      if (plot.kind === 'heatmap') drawHeatmap(chart, plot, ranges.value ?? [0, 1], face)
      else if (plot.kind === 'bars') drawBars(chart, plot, styles)
      else if (plot.kind === 'boxes') drawBoxes(chart, plot, styles)
      else drawPoints(chart, plot, styles)
      for (const mark of plot.annotations ?? []) drawMark(chart, mark)
    },
  }
}

function movePoints(chart: Chart, series: number, shift: number): void {
  if (shift !== 0) for (const point of chart.getDatasetMeta(series).data) point.x += shift
}

/** The line of an annotation, or the ring around its point. */
function drawMark(chart: Chart, { x, y }: Annotation): void {
  const { left, right, top, bottom } = chart.chartArea
  inPlot(chart, (context) => {
    context.strokeStyle = MARK_COLOR
    context.lineWidth = 0.8
    context.beginPath()
    if (x !== undefined && y !== undefined) {
      context.arc(pixel(chart, 'x', x), pixel(chart, 'y', y), 4, 0, 2 * Math.PI)
    } else {
      context.setLineDash([3, 2])
      const [atX, atY] = [x === undefined ? null : pixel(chart, 'x', x), y === undefined ? null : pixel(chart, 'y', y)]
      context.moveTo(atX ?? left, atY ?? bottom)
      context.lineTo(atX ?? right, atY ?? top)
    }
    context.stroke()
  })
}
