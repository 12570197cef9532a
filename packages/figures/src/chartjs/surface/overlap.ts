/** A corner of a rectangle on the page, in points. */
export type Corner = readonly [number, number]

/** An upright box on the page, in points. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The corners of a box, around it. */
export function cornersOf({ left, top, right, bottom }: Box): readonly Corner[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ]
}

/** The upright box around corners. */
export function hullOf(corners: readonly Corner[]): Box {
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

/**
 * How deep two rectangles reach into each other, in points; zero or less when they do not. They may be turned: two convex shapes are apart when they are so in the
 * direction of one of their sides (separating axis theorem).
 */
export function overlap(a: readonly Corner[], b: readonly Corner[]): number {
  return Math.min(...[a, b].flatMap((corners) => sidesOf(corners).map((side) => reach(a, b, side))))
}

/** The same for two upright boxes. */
export function boxOverlap(a: Box, b: Box): number {
  return Math.min(
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  )
}

function sidesOf([first, second, third]: readonly Corner[]): Corner[] {
  if (first === undefined || second === undefined || third === undefined) return []
  return [direction(first, second), direction(second, third)]
}

function direction(from: Corner, to: Corner): Corner {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  // A text without ink has no height, and still a direction.
  return length === 0 ? [1, 0] : [dx / length, dy / length]
}

function reach(a: readonly Corner[], b: readonly Corner[], [dx, dy]: Corner): number {
  const ends = (corners: readonly Corner[]) => {
    const places = corners.map(([x, y]) => x * dx + y * dy)
    return [Math.min(...places), Math.max(...places)] as const
  }
  const [[fromA, toA], [fromB, toB]] = [ends(a), ends(b)]
  return Math.min(toA, toB) - Math.max(fromA, fromB)
}
