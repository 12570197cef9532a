import { type DrawingContext } from '../surface/canvas'

/** A value and the ends of its spread, in points on the page. */
export interface SpreadOnPage {
  readonly x: number
  readonly low: number
  readonly high: number
  /** The low end lies beyond the axis: there is no cap to draw. */
  readonly isOpen?: boolean
}

/** Half the width of the cap of an error bar, in points. */
const CAP = 2.2

/** Draws error bars with caps. */
export function drawErrorBars(context: DrawingContext, color: string, spreads: readonly SpreadOnPage[]): void {
  context.save()
  context.strokeStyle = color
  context.lineWidth = 0.9
  context.beginPath()
  for (const { x, low, high, isOpen } of spreads) {
    context.moveTo(x, low)
    context.lineTo(x, high)
    for (const end of isOpen === true ? [high] : [low, high]) {
      context.moveTo(x - CAP, end)
      context.lineTo(x + CAP, end)
    }
  }
  context.stroke()
  context.restore()
}

/** Fills the area between the low and the high ends, left to right; `null` interrupts the band. */
export function drawBand(
  context: DrawingContext,
  color: string,
  spreads: readonly (SpreadOnPage | null)[],
  isStepped = false,
): void {
  context.save()
  context.fillStyle = color
  let piece: SpreadOnPage[] = []
  const fill = () => {
    const [first, ...rest] = [...piece, ...[...piece].reverse().map(({ x, low }) => ({ x, high: low }))]
    if (first && piece.length > 1) {
      context.beginPath()
      context.moveTo(first.x, first.high)
      for (const { x, high } of rest) context.lineTo(x, high)
      context.closePath()
      context.fill()
    }
    piece = []
  }
  for (const spread of spreads) {
    const before = piece.at(-1)
    if (spread && isStepped && before) piece.push({ ...before, x: spread.x })
    if (spread) piece.push(spread)
    else fill()
  }
  fill()
  context.restore()
}
