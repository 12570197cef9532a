import { diceOf } from '../../../../../tools/random/dice'
import { commonCurves, type RunCurve } from './mean-curve'

const curve = (x: readonly number[], y: readonly number[], run = 'r'): RunCurve => ({ run, x, y })

/** Steps of a run that logs every so many. */
const every = (step: number, last: number) =>
  Array.from({ length: Math.floor(last / step) }, (_, at) => (at + 1) * step)

describe('curves of several runs on one grid', () => {
  it('that logged at the same places keep their values as they are', () => {
    expect(commonCurves([curve([1, 2], [5, 6]), curve([1, 2], [7, 8])], 'steps')).toEqual({
      points: [
        { x: 1, values: [5, 7] },
        { x: 2, values: [6, 8] },
      ],
      of: 4,
      notFinite: 0,
      isInterpolated: false,
    })
  })

  it('of which some end earlier go on with the others', () => {
    const { points, isInterpolated } = commonCurves(
      [curve([1, 2, 3], [1, 2, 3]), curve([1], [5]), curve([], [])],
      undefined,
    )
    expect(points.map(({ values }) => values)).toEqual([[1, 5], [2], [3]])
    expect(isInterpolated).toBe(false)
  })

  it('that lie on one straight line, logged at other places, stay on it', () => {
    const line = (x: readonly number[]) =>
      curve(
        x,
        x.map((place) => 3 * place - 1),
      )
    const { points, isInterpolated } = commonCurves(
      [line(every(10, 100)), line(every(7, 100)), line([1, 55.5, 90])],
      'steps',
    )
    expect(isInterpolated).toBe(true)
    for (const { x, values } of points) for (const value of values) expect(value).toBeCloseTo(3 * x - 1, 9)
    expect(points.find(({ x }) => x === 1)?.values).toHaveLength(1)
    expect(points.find(({ x }) => x === 70)?.values).toHaveLength(3)
  })

  it('of y = √x logged every 10 and every 100 steps lie near it, and not at places that no run has', () => {
    const root = (x: readonly number[]) => curve(x, x.map(Math.sqrt))
    const { points } = commonCurves([root(every(10, 1000)), root(every(100, 1000))], 'steps')
    expect(points.map(({ x }) => x)).toEqual(every(10, 1000))
    const at = points.find(({ x }) => x === 550)
    expect((at?.values ?? []).map((value) => Math.abs(value - Math.sqrt(550)) < 0.05)).toEqual([true, true])
  })

  it('say nothing of a run before its first and after its last place, and nothing between a number and NaN', () => {
    const { points, notFinite } = commonCurves(
      [curve([2, 4, 6], [1, NaN, 1]), curve([1, 3, 5, 7], [0, 0, 0, 0])],
      'steps',
    )
    expect(points.map(({ x, values }) => [x, values.length])).toEqual([
      [1, 1],
      [2, 2],
      [3, 1],
      [4, 1],
      [5, 1],
      [6, 2],
      [7, 1],
    ])
    expect(notFinite).toBe(1)
  })

  it('are never beyond what the runs have said, whatever the places', () => {
    const random = diceOf(7)
    for (let round = 0; round < 200; round++) {
      const curves = Array.from({ length: 1 + random.below(4) }, () => {
        const x = [...new Set(Array.from({ length: random.below(30) }, () => random.below(100)))].sort((a, b) => a - b)
        return curve(
          x,
          x.map(() => random.below(1000)),
        )
      })
      for (const { x, values } of commonCurves(curves, 'steps').points) {
        const reaching = curves.filter(
          (one) => one.x.length > 0 && (one.x[0] as number) <= x && (one.x.at(-1) as number) >= x,
        )
        expect(values).toHaveLength(reaching.length)
        values.forEach((value, index) => {
          const { y } = reaching[index] as RunCurve
          expect(value).toBeGreaterThanOrEqual(Math.min(...y))
          expect(value).toBeLessThanOrEqual(Math.max(...y))
        })
      }
    }
  })

  it('of very many places are thinned to places that a run has, the last one among them', () => {
    const { points } = commonCurves(
      [curve(every(1, 20_000), every(1, 20_000)), curve(every(3, 20_000), every(3, 20_000))],
      's',
    )
    expect(points.length).toBeLessThanOrEqual(601)
    expect(points.at(-1)?.x).toBe(20_000)
    for (const { x, values } of points) expect(values.every((value) => Math.abs(value - x) < 1e-6)).toBe(true)
  })

  it.each<[string, RunCurve, string]>([
    [
      'fall',
      curve([1, 3, 2], [0, 0, 0]),
      'log.step of r is no axis: at its step 3 it says 3, 2; the places of a curve are finite and increase',
    ],
    [
      'stand still',
      curve([1, 1], [0, 0]),
      'log.step of r is no axis: at its step 2 it says 1, 1; the places of a curve are finite and increase',
    ],
    [
      'are not finite',
      curve([NaN], [0]),
      'log.step of r is no axis: at its step 1 it says NaN; the places of a curve are finite and increase',
    ],
    ['are fewer', curve([1], [0, 0]), 'log.step of r has 1 value, and what is drawn over it has 2'],
  ])('whose places %s are refused', (_, one, message) => {
    expect(() => commonCurves([one], 'log.step')).toThrow(message)
  })
})
