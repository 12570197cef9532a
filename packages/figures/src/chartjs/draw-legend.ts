import { type Figure } from '../figure/figure'
import { type Context } from './canvas'
import { FONT_FAMILY, FONT_SIZE } from './font'
import { fillHatched } from './hatch'
import { type Legend } from './legend-layout'
import { drawMarker } from './marker'
import { type SeriesStyle, styleOf } from './palette'

/** What stands before a series' name. */
export type LegendKey = 'line with marker' | 'marker' | 'swatch'

/** How wide it is, in points. */
export const KEY_WIDTHS: Record<LegendKey, number> = { 'line with marker': 20, marker: 6, swatch: 12 }

export function legendKey(figure: Figure): LegendKey {
  if (figure.kind === 'bars') return 'swatch'
  return figure.kind === 'scatter' ? 'marker' : 'line with marker'
}

const INK = '#222222'
const QUIET_INK = '#555555'

/** Draws a legend that has been laid out. */
export function drawLegend(context: Context, legend: Legend, key: LegendKey): void {
  context.save()
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  for (const { series, lines, left, middle } of legend.entries) {
    if (series !== null) drawKey(context, key, styleOf(series), left, middle, legend.keyWidth)
    context.font = `${series === null ? FONT_SIZE.note : FONT_SIZE.label}px "${FONT_FAMILY}"`
    context.fillStyle = series === null ? QUIET_INK : INK
    const textLeft = series === null ? left : left + legend.textOffset
    lines.forEach((line, index) => context.fillText(line, textLeft, middle + index * legend.lineHeight))
  }
  context.restore()
}

function drawKey(context: Context, key: LegendKey, style: SeriesStyle, left: number, middle: number, width: number) {
  context.save()
  context.strokeStyle = style.color
  context.fillStyle = style.color
  context.lineWidth = 1.4
  if (key === 'line with marker') {
    context.setLineDash([...style.dash])
    context.beginPath()
    context.moveTo(left, middle)
    context.lineTo(left + width, middle)
    context.stroke()
    context.setLineDash([])
  }
  if (key !== 'swatch') drawMarker(context, style, left + width / 2, middle)
  if (key === 'swatch') fillHatched(context, style, { left, top: middle - 3.5, width, height: 7 })
  context.restore()
}
