import type { Chart, Plugin } from 'chart.js'
import { type PlotFigure, seriesOf } from '../../figure/figure'
import type { Annotation } from '../../figure/plot'
import type { Hidden } from '../../figure/hidden'
import { drawBars } from './draw-bars'
import { drawBoxes } from './draw-boxes'
import { drawHeatmap } from './draw-heatmap'
import { drawBins, drawDots } from './draw-dense'
import { drawHidden } from './draw-hidden'
import { drawAreas, drawFits, drawRaw } from './draw-curves'
import { dodgeOf, drawBands, drawPoints } from './draw-points'
import { drawScene } from './draw-scene'
import type { Face } from '../surface/font'
import { type SeriesStyle, styleOf } from '../surface/palette'
import { inPlot, pixel } from '../layout/plot'
import type { Ranges, ShadeRange } from '../layout/ranges'

/** Colour of lines that are not data. */
const MARK_COLOR = '#555555'

const NO_SHADES: ShadeRange = { ends: [0, 1], scale: 'linear' }

/** Draws what chart.js has no word for: bands, error bars, hatched bars, boxes, shades, thinned markers, lines of annotations. */
export function plotPlugin(plot: PlotFigure, ranges: Ranges, face: Face): Plugin {
  const styles = seriesOf(plot).map(({ style }) => styleOf(style))
  return {
    id: 'bocas-plot',
    beforeDatasetsDraw: (chart) => {
      if (plot.kind === 'lines' || plot.kind === 'scatter')
        plot.series.forEach((_, index) => movePoints(chart, index, dodgeOf(plot, index)))
      if (plot.kind === 'lines' && plot.area === true) drawAreas(chart, plot, styles)
      if (plot.kind === 'lines' && plot.spread === 'bands') drawBands(chart, plot, styles)
      if (plot.kind === 'lines') drawFits(chart, plot, styles)
      if (plot.kind === 'lines') drawRaw(chart, plot, styles)
      if ((plot.kind === 'scatter' || plot.kind === 'lines') && plot.identity === true) drawIdentity(chart)
    },
    afterDatasetsDraw: (chart) => {
      if (plot.kind === 'scene') drawScene(chart, plot, face)
      else if (plot.kind === 'heatmap') drawHeatmap(chart, plot, ranges.value ?? NO_SHADES, face)
      else if (plot.kind === 'bars') drawBars(chart, plot, styles)
      else if (plot.kind === 'boxes') drawBoxes(chart, plot, styles)
      else if (plot.kind === 'scatter' && plot.bins !== undefined) drawBins(chart, plot.bins, ranges.value ?? NO_SHADES)
      else if (plot.kind === 'scatter' && plot.points === 'dots') drawDots(chart, plot, styles)
      else drawPoints(chart, plot, styles)
      drawHidden(chart, plot, ({ series, at }) => groupStyleOf(plot, at) ?? (styles[series] as SeriesStyle))
      for (const mark of plot.annotations ?? []) drawMark(chart, mark)
    },
  }
}

/** Of bars and boxes without series the groups have styles of their own. */
function groupStyleOf(plot: PlotFigure, at: Hidden['at']): SeriesStyle | undefined {
  const style = 'group' in at && 'groupStyles' in plot ? plot.groupStyles?.[at.group] : undefined
  return style === undefined ? undefined : styleOf(style)
}

function movePoints(chart: Chart, series: number, shift: number): void {
  if (shift !== 0) for (const point of chart.getDatasetMeta(series).data) point.x += shift
}

/** The line of equal values, as far as both axes hold them; on a page it bends where one axis is logarithmic and the other is not. */
function drawIdentity(chart: Chart): void {
  const { x, y } = chart.scales
  if (x === undefined || y === undefined) return
  const [low, high] = [Math.max(x.min, y.min), Math.min(x.max, y.max)]
  if (!(low < high)) return
  const steps = x.type === y.type ? 1 : 32
  inPlot(chart, (context) => {
    context.strokeStyle = MARK_COLOR
    context.lineWidth = 0.8
    context.setLineDash([3, 2])
    context.beginPath()
    for (let step = 0; step <= steps; step++) {
      const value = low + ((high - low) * step) / steps
      const [atX, atY] = [pixel(chart, 'x', value), pixel(chart, 'y', value)]
      if (step === 0) context.moveTo(atX, atY)
      else context.lineTo(atX, atY)
    }
    context.stroke()
  })
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
