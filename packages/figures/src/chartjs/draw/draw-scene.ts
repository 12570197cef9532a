import type { Chart } from 'chart.js'
import type { SceneFigure, SceneShape } from '../../figure/scene'
import { INK } from '../layout/axes'
import type { DrawingContext } from '../surface/canvas'
import type { Face } from '../surface/font'
import { shadeOf, styleOf } from '../surface/palette'
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
      context.strokeStyle = lineColor(shape)
      context.lineWidth = shape.width ?? 0.8
      context.lineJoin = 'round'
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
      drawMarker(context, styleOf(shape.style), x, y)
      return
    }
    case 'text': {
      const [x, y] = place(shape.at)
      context.font = face.font(face.sizes[shape.size ?? 'tick'])
      if (shape.isOnWhite === true) {
        const { width } = context.measureText(shape.text)
        const left = x - { left: 0, center: width / 2, right: width }[shape.align ?? 'center']
        const height = face.sizes.tick
        context.fillStyle = 'rgba(255,255,255,0.9)'
        context.fillRect(left - 1, y - height / 2, width + 2, height)
      }
      context.fillStyle = INK
      context.textAlign = shape.align ?? 'center'
      context.textBaseline = 'middle'
      context.fillText(shape.text, x, y)
    }
  }
}

/** The lightest shades would not be seen as lines. */
function lineColor({ style, color = INK, shade }: Extract<SceneShape, { shape: 'line' }>): string {
  if (shade !== undefined) return shadeOf(0.2 + 0.8 * shade)
  return style === undefined ? color : styleOf(style).color
}

const OVERLAP = 0.15
