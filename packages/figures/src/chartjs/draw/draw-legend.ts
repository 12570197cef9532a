import { type Figure, plotsOf, seriesOf } from '../../figure/figure'
import { isStrip } from '../../figure/plot'
import { INK } from '../layout/axes'
import type { DrawingContext } from '../surface/canvas'
import type { Face } from '../surface/font'
import { fillHatched } from './hatch'
import type { Legend } from '../layout/legend-layout'
import { drawMarker } from './marker'
import { type SeriesStyle, styleOf } from '../surface/palette'

/** What stands before a series' name. */
export type LegendKey = 'line with marker' | 'line' | 'marker' | 'swatch'

/** How wide it is, in points. */
export const KEY_WIDTHS: Record<LegendKey, number> = { 'line with marker': 26, line: 20, marker: 6, swatch: 12 }

export function legendKey(figure: Figure): LegendKey {
  const [plot] = plotsOf(figure)
  if (plot?.kind === 'lines') return plot.markers === false ? 'line' : 'line with marker'
  const isStrips =
    plot?.kind === 'boxes' && plot.series.every(({ values }) => values.every((group) => isStrip(plot, group)))
  return plot?.kind === 'scatter' || isStrips ? 'marker' : 'swatch'
}

const QUIET_INK = '#555555'

/** Draws a legend that has been laid out, its top at `top`. */
export function drawLegend(context: DrawingContext, legend: Legend, figure: Figure, top: number, face: Face): void {
  const key = legendKey(figure)
  const styles = seriesOf(figure).map(({ style }) => styleOf(style))
  const isLight = plotsOf(figure)[0]?.kind === 'boxes'
  context.save()
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  for (const { series, lines, left, middle } of legend.entries) {
    if (series !== null)
      drawKey(
        context,
        key,
        styles[series] as SeriesStyle,
        left,
        top + middle,
        legend.keyWidth,
        isLight ? 'light' : 'full',
      )
    context.font = face.font(series === null ? face.sizes.note : face.sizes.label)
    context.fillStyle = series === null ? QUIET_INK : INK
    const textLeft = series === null ? left : left + legend.textOffset
    lines.forEach((line, index) => context.fillText(line, textLeft, top + middle + index * legend.lineHeight))
  }
  context.restore()
}

function drawKey(
  context: DrawingContext,
  key: LegendKey,
  style: SeriesStyle,
  left: number,
  middle: number,
  width: number,
  filling: 'full' | 'light',
): void {
  context.save()
  context.strokeStyle = style.color
  context.fillStyle = style.color
  context.lineWidth = 1.4
  if (key === 'line with marker' || key === 'line') {
    context.setLineDash([...style.dash])
    context.beginPath()
    context.moveTo(left, middle)
    context.lineTo(left + width, middle)
    context.stroke()
    context.setLineDash([])
  }
  if (key === 'line with marker' || key === 'marker') drawMarker(context, style, left + width / 2, middle)
  if (key === 'swatch') fillHatched(context, style, { left, top: middle - 3.5, width, height: 7 }, filling)
  context.restore()
}
