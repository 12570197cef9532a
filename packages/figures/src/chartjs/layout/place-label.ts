import { type Box, boxOverlap, cornersOf, type Corner, overlap } from '../surface/overlap'

/** Distance of a label from what it names, in points. */
const GAP = 3

/** What a label names: a point, or a line through the whole plot. */
export type Anchor = { readonly x: number; readonly y: number } | { readonly x: number } | { readonly y: number }

/**
 * The box for a label of a size beside its anchor, inside `area`: off every text, and on as little of the data as can be. Null when every place is on a text.
 *
 * @param texts corners of boxes that must stay free
 * @param data boxes that had better stay free
 * @param isNeeded whether a place on some of the data is better than none
 */
export function placeLabel(
  anchor: Anchor,
  { width, height }: { width: number; height: number },
  area: Box,
  texts: readonly (readonly Corner[])[],
  data: readonly Box[],
  isNeeded: boolean,
): Box | null {
  const boxes = placesOf(anchor, width, height, area).map(([left, top]) => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
  }))
  const free = boxes.filter((box) => isInside(box, area) && texts.every((text) => overlap(cornersOf(box), text) <= 0))
  const covered = free.map((box) => data.filter((one) => boxOverlap(box, one) > 0).length)
  const least = Math.min(...covered)
  return least > 0 && !isNeeded ? null : (free[covered.indexOf(least)] ?? null)
}

/** Places worth trying, the most usual first, as left and top. */
function placesOf(anchor: Anchor, width: number, height: number, area: Box): (readonly [number, number])[] {
  if ('x' in anchor && 'y' in anchor) {
    const { x, y } = anchor
    const [above, below] = [y - height - GAP, y + GAP]
    return [
      [x + GAP + 1, y - height / 2],
      [x - GAP - 1 - width, y - height / 2],
      ...[above, below].flatMap((top) => [
        [x + GAP, top] as const,
        [x - width / 2, top] as const,
        [x - GAP - width, top] as const,
      ]),
      // Further off, where the neighbourhood is full.
      ...[above - height, below + height].flatMap((top) => [
        [x + GAP, top] as const,
        [x - width / 2, top] as const,
        [x - GAP - width, top] as const,
      ]),
    ]
  }
  if ('y' in anchor) {
    const tops = [anchor.y - height - GAP / 2, anchor.y + GAP / 2]
    const room = area.right - area.left - width - 2 * GAP
    return [1, 0, 0.5, 0.75, 0.25].flatMap((share) => tops.map((top) => [area.left + GAP + share * room, top] as const))
  }
  const lefts = [anchor.x + GAP, anchor.x - GAP - width]
  const room = area.bottom - area.top - height - 2 * GAP
  return [0, 1, 0.5, 0.25, 0.75].flatMap((share) => lefts.map((left) => [left, area.top + GAP + share * room] as const))
}

function isInside(box: Box, area: Box): boolean {
  return box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom
}
