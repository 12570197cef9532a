import { type DrawingContext } from '../surface/canvas'
import { type Hatch, type SeriesStyle, withOpacity } from '../surface/palette'

/** The box around a shape, in points. */
export interface Bounds {
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

/** How strongly a shape is filled: `full` for bars, `light` where something is drawn upon it. */
export type Filling = 'full' | 'light'

/** Fills a rectangle in a series' colour with its hatching. */
export function fillHatched(context: DrawingContext, style: SeriesStyle, box: Bounds, filling: Filling = 'full'): void {
  fillShape(context, style, box, () => context.rect(box.left, box.top, box.width, box.height), filling)
}

/** Fills a shape in a series' colour with its hatching: strokes in a clip, no pattern image, so that it stays a vector drawing. */
export function fillShape(
  context: DrawingContext,
  style: SeriesStyle,
  box: Bounds,
  trace: () => void,
  filling: Filling,
): void {
  const { directions, distance } = STROKES[style.hatch]
  const solid = filling === 'full' ? 1 : 0.3
  const ground = filling === 'full' ? 0.35 : 0.15
  context.save()
  context.beginPath()
  trace()
  context.fillStyle = '#ffffff'
  context.fill()
  context.fillStyle = withOpacity(style.color, directions.length === 0 ? solid : ground)
  context.fill()
  context.clip()
  context.strokeStyle = filling === 'full' ? style.color : withOpacity(style.color, 0.5)
  context.lineWidth = 0.8
  context.beginPath()
  for (const direction of directions) strokesOf(context, direction, box, distance)
  if (directions.length > 0) context.stroke()
  context.restore()
  context.save()
  context.strokeStyle = style.color
  context.lineWidth = 0.8
  context.beginPath()
  trace()
  context.stroke()
  context.restore()
}

function strokesOf(
  context: DrawingContext,
  direction: 'up' | 'down' | 'flat',
  { left, top, width, height }: Bounds,
  distance: number,
): void {
  if (direction === 'flat') {
    for (let y = distance / 2; y < height; y += distance) line(context, left, top + y, left + width, top + y)
    return
  }
  const isUp = direction === 'up'
  for (let x = -height; x < width; x += distance * Math.SQRT2) {
    line(context, left + x, top + (isUp ? height : 0), left + x + height, top + (isUp ? 0 : height))
  }
}

function line(context: DrawingContext, x1: number, y1: number, x2: number, y2: number): void {
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
}
