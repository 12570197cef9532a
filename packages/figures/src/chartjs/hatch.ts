import { type Context } from './canvas'
import { type Hatch, type SeriesStyle, withOpacity } from './palette'

export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Directions of the strokes of a hatching, and their distance in points. */
const STROKES: Record<Hatch, { directions: readonly ('up' | 'down' | 'flat')[]; distance: number }> = {
  none: { directions: [], distance: 1 },
  up: { directions: ['up'], distance: 4 },
  down: { directions: ['down'], distance: 4 },
  horizontal: { directions: ['flat'], distance: 3 },
  cross: { directions: ['up', 'down'], distance: 4.5 },
  dense: { directions: ['down'], distance: 2 },
}

/** Fills a rectangle in a series' colour with its hatching: strokes in a clip, no pattern image, so that it stays a vector drawing. */
export function fillHatched(context: Context, style: SeriesStyle, box: Rectangle): void {
  const { left, top, width, height } = box
  const { directions, distance } = STROKES[style.hatch]
  context.save()
  context.fillStyle = '#ffffff'
  context.fillRect(left, top, width, height)
  context.fillStyle = directions.length === 0 ? style.color : withOpacity(style.color, 0.35)
  context.fillRect(left, top, width, height)
  context.beginPath()
  context.rect(left, top, width, height)
  context.clip()
  context.strokeStyle = style.color
  context.lineWidth = 0.8
  context.beginPath()
  for (const direction of directions) {
    if (direction === 'flat') {
      for (let y = distance / 2; y < height; y += distance) line(context, left, top + y, left + width, top + y)
      continue
    }
    const slope = direction === 'up' ? -height : height
    for (let x = -height; x < width + height; x += distance * Math.SQRT2) {
      line(context, left + x, top + (slope < 0 ? height : 0), left + x + height, top + (slope < 0 ? 0 : height))
    }
  }
  context.stroke()
  context.restore()
  context.save()
  context.strokeStyle = style.color
  context.lineWidth = 0.8
  context.strokeRect(left, top, width, height)
  context.restore()
}

function line(context: Context, x1: number, y1: number, x2: number, y2: number): void {
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
}
