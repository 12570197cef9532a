/** More points than this are spread evenly instead: nobody would see that each has a place of its own. */
const MOST_POINTS = 400
/** The golden ratio's fraction: its multiples fill an interval evenly, however many they are. */
const GOLDEN = 0.618033988749895

/**
 * How far each point is moved to the side so that none covers another (a beeswarm): as little as can be, in the order of their heights, and no further than
 * `most`, where they overlap after all. Not by chance: equal figures are equal bytes.
 *
 * @param heights on the page.
 * @param distance between the middles of two points that touch.
 * @param most the furthest move to either side.
 */
export function swarmOf(heights: readonly number[], distance: number, most: number): number[] {
  const moves = new Array<number>(heights.length).fill(0)
  if (heights.length > MOST_POINTS) return moves.map((_, index) => (((index * GOLDEN) % 1) - 0.5) * 2 * most)
  const order = heights.map((_, index) => index).sort((a, b) => heights[a]! - heights[b]! || a - b)
  const sides = sidesOf(most, distance / 4)
  const placed: number[] = []
  for (const index of order) {
    const near = placed.filter((other) => Math.abs(heights[other]! - heights[index]!) < distance)
    const isFree = (move: number) =>
      near.every((other) => Math.hypot(moves[other]! - move, heights[other]! - heights[index]!) >= distance - 1e-9)
    moves[index] = sides.find(isFree) ?? sides[placed.length % sides.length]!
    placed.push(index)
  }
  return moves
}

/** Moves to try: none, then ever further, to the right and to the left. */
function sidesOf(most: number, step: number): number[] {
  const steps = Math.max(1, Math.floor(most / step))
  return [0, ...Array.from({ length: steps }, (_, index) => [(index + 1) * step, -(index + 1) * step]).flat()]
}
