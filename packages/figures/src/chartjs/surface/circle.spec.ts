import { traceCircle } from './circle'

type Point = readonly [x: number, y: number]

/** Points on the curves of a circle around (30, 40), in the order in which they are drawn. */
function traced(radius: number): Point[] {
  const points: Point[] = []
  let at: Point = [0, 0]
  traceCircle(
    {
      moveTo: (x, y) => void (at = [x, y]),
      bezierCurveTo(x1, y1, x2, y2, x3, y3) {
        const on = (t: number, [a, b, c, d]: readonly [number, number, number, number]) =>
          (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d
        for (let step = 0; step < 100; step++)
          points.push([on(step / 100, [at[0], x1, x2, x3]), on(step / 100, [at[1], y1, y2, y3])])
        at = [x3, y3]
      },
      closePath: () => void points.push(at),
    },
    30,
    40,
    radius,
  )
  return points
}

it('a circle is as far from its middle everywhere', () => {
  const distances = traced(2).map(([x, y]) => Math.hypot(x - 30, y - 40))
  expect(Math.min(...distances)).toBeCloseTo(2, 10)
  expect(Math.max(...distances)).toBeLessThan(2 * 1.0003)
})

it('a circle goes around once and ends where it began', () => {
  const points = traced(2)
  expect(points.at(-1)).toEqual([32, 40])
  const quarters = [0, 100, 200, 300].map((index) => (points[index] as Point).map(Math.round))
  expect(quarters).toEqual([
    [32, 40],
    [30, 42],
    [28, 40],
    [30, 38],
  ])
})
