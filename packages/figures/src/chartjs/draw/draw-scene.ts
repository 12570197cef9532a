import { type Chart } from 'chart.js'
import { type SceneFigure, type SceneShape } from '../../figure/figure'
import { INK } from '../layout/axes'
import { type DrawingContext } from '../surface/canvas'
import { type Face } from '../surface/font'
import { styleOf, withOpacity } from '../surface/palette'
import { drawMarker } from './marker'

/** Draws the shapes of a scene one after the other, on the whole area of its plot. */
export function drawScene(chart: Chart, { extent, shapes }: SceneFigure, face: Face): void {
  const { left, top, width, height } = chart.chartArea
  const context = chart.ctx as unknown as DrawingContext
  const [stepX, stepY] = [width / extent.width, height / extent.height]
  const unit = extent.isSquare === true ? Math.min(stepX, stepY) : undefined
  // Of squares there may be room left: they stand in the middle of it, at the top.
  const offset = unit === undefined ? 0 : (width - unit * extent.width) / 2
  const place = ([x, y]: readonly [number, number]) =>
    [left + offset + x * (unit ?? stepX), top + y * (unit ?? stepY)] as const
  for (const shape of shapes) {
    context.save()
    drawShape(context, shape, place, face)
    context.restore()
  }
}

function drawShape(
  context: DrawingContext,
  shape: SceneShape,
  place: (at: readonly [number, number]) => readonly [number, number],
  face: Face,
): void {
  switch (shape.shape) {
    case 'line': {
      context.strokeStyle = withOpacity(
        shape.look === undefined ? (shape.color ?? INK) : styleOf(shape.look).color,
        shape.opacity ?? 1,
      )
      context.lineWidth = shape.width ?? 0.8
      context.beginPath()
      shape.points.forEach((point, index) => {
        const [x, y] = place(point)
        if (index === 0) context.moveTo(x, y)
        else context.lineTo(x, y)
      })
      context.stroke()
      return
    }
    case 'box': {
      const [[left, top], [right, bottom]] = [place(shape.from), place(shape.to)]
      // Boxes overlap a little, so that no light shines through between neighbours.
      context.fillStyle = shape.color
      context.fillRect(left, top, right - left + OVERLAP, bottom - top + OVERLAP)
      return
    }
    case 'marker': {
      const [x, y] = place(shape.at)
      drawMarker(context, styleOf(shape.look), x, y)
      return
    }
    case 'text': {
      const [x, y] = place(shape.at)
      context.font = face.font(face.sizes[shape.size ?? 'tick'])
      context.fillStyle = INK
      context.textAlign = shape.align ?? 'center'
      context.textBaseline = 'middle'
      context.fillText(shape.text, x, y)
    }
  }
}

const OVERLAP = 0.15
