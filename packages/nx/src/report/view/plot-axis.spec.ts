import { axisRange, lonePoints, ticksThatFit, ticksWithin, tickTexts, textWidth } from './plot-axis'

/** What stands on the axis of these values. */
const texts = (low: number, high: number): string[] => tickTexts(ticksWithin(...axisRange(low, high), 8))

describe('the numbers of an axis', () => {
  it.each<[string, number, number, string, string]>([
    ['losses near zero', 1e-5, 3e-5, '1.0 × 10⁻⁵', '3.0 × 10⁻⁵'],
    ['the least that there is', 5e-324, 1e-300, '0', '1.0 × 10⁻³⁰⁰'],
    ['nearly equal ones', 1.0000001, 1.0000003, '1.00000010', '1.00000030'],
    ['very large ones', -2e300, 3e300, '−2 × 10³⁰⁰', '3 × 10³⁰⁰'],
    ['whole ones', 0, 1000, '0', '1000'],
    ['those of both signs', -1, 1, '−1.0', '1.0'],
  ])('tell %s apart', (_what, low, high, first, last) => {
    const all = texts(low, high)
    expect([all[0], all.at(-1)]).toEqual([first, last])
    expect(all.length).toBeLessThanOrEqual(9)
    expect(new Set(all).size).toBe(all.length)
  })

  it.each<[string, number, number]>([
    ['equal', 2, 2],
    ['equal but for rounding', 0.3, 0.30000000000000004],
    ['zero', 0, 0],
    ['one apart in the last place', 1e300, 1.0000000000000002e300],
  ])('stand around values that are %s', (_what, low, high) => {
    const [from, to] = axisRange(low, high)
    expect([from < low, to > high]).toEqual([true, true])
    expect(texts(low, high).length).toBeGreaterThan(2)
  })

  it('are none where the distance of two numbers is none', () => {
    expect(ticksWithin(-1.7e308, 1.7e308, 8)).toEqual([])
    expect(axisRange(null, null)).toEqual([0, 1])
  })

  it.each<[number, number, number, boolean]>([
    [1, 3, 900, true],
    [0, 30_000_000, 900, true],
    [0, 30_000_000, 300, true],
    [-0.5, 1, 300, false],
    [1e300, 2e300, 700, false],
  ])('from %d to %d have room in %d pixels', (low, high, width, isWhole) => {
    const ticks = ticksThatFit(low, high, width, isWhole)
    expect(ticks.length).toBeGreaterThan(1)
    expect(ticks.length * textWidth(tickTexts(ticks, isWhole))).toBeLessThan(width)
    expect(!isWhole || ticks.every(Number.isInteger)).toBe(true)
  })
})

it.each<[string, (number | null | undefined)[], number[]]>([
  ['one value alone', [1], [0]],
  ['values between gaps', [null, 1, null, 2, null], [1, 3]],
  ['a line with gaps', [1, 2, null, 3, 4], []],
  ['a value after a gap, at the end', [1, 2, null, 3], [3]],
  ['values between which others were recorded', [undefined, 1, undefined, 2], []],
  ['nothing', [null, undefined], []],
])('a point is drawn where no line is: %s', (_what, values, places) => expect(lonePoints(values)).toEqual(places))
