import { drawPoint } from 'chart.js/helpers'
import { type DrawingContext } from '../surface/canvas'
import { type SeriesStyle } from '../surface/palette'

/** Radius of a marker in points, by shape: shapes of one radius look of different size. */
const RADIUS: Record<SeriesStyle['marker'], number> = {
  circle: 2.3,
  rect: 2.6,
  triangle: 2.7,
  rectRot: 2.8,
  crossRot: 2.5,
  star: 2.7,
}

/** Draws a series' marker around a point. Shapes made of strokes are stroked, the others filled with a thin light edge, or hollow. */
export function drawMarker(context: DrawingContext, style: SeriesStyle, x: number, y: number): void {
  const isStroke = style.marker === 'crossRot' || style.marker === 'star'
  const isFull = style.filling === 'full'
  context.save()
  context.fillStyle = isFull ? style.color : '#ffffff'
  context.strokeStyle = isStroke || !isFull ? style.color : '#ffffff'
  context.lineWidth = isStroke ? 1.1 : isFull ? 0.4 : 1
  const draw = (radius: number) =>
    drawPoint(context, { pointStyle: style.marker, radius, borderWidth: context.lineWidth, rotation: 0 }, x, y)
  draw(RADIUS[style.marker])
  if (style.filling === 'dotted') {
    context.fillStyle = style.color
    context.lineWidth = 0.1
    draw(RADIUS[style.marker] * 0.4)
  }
  context.restore()
}
