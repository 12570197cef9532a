import { swarmOf } from './swarm'

describe('a swarm', () => {
  it.each([
    ['one point', [5], [0]],
    ['points far apart', [0, 10, 20], [0, 0, 0]],
    ['equal points', [3, 3, 3], [0, 4, -4]],
    ['none', [], []],
  ])('of %s', (_, heights, moves) => {
    expect(swarmOf(heights, 4, 20)).toEqual(moves)
  })

  it('covers no point where there is room, and moves none too far', () => {
    const heights = Array.from({ length: 60 }, (_, index) => 40 * Math.abs(Math.sin(index)))
    const moves = swarmOf(heights, 4, 60)
    heights.forEach((height, one) => {
      expect(Math.abs(moves[one]!)).toBeLessThanOrEqual(60)
      heights
        .slice(0, one)
        .forEach((other, at) =>
          expect(Math.hypot(moves[one]! - moves[at]!, height - other)).toBeGreaterThanOrEqual(4 - 1e-6),
        )
    })
  })

  it.each([100, 20_000])('of %i equal points stays inside', (count) => {
    const moves = swarmOf(new Array<number>(count).fill(1), 4, 10)
    expect(Math.max(...moves.map(Math.abs))).toBeLessThanOrEqual(10)
    expect(new Set(moves).size).toBeGreaterThan(3)
  })
})
