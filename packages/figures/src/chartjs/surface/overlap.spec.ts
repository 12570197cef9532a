import { boxOverlap, cornersOf, hullOf, overlap } from './overlap'
import { textProblems } from '../text-problems'

const box = (left: number, top: number, width = 10, height = 10) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})
/** Turned by 45 degrees, its middle at a place, its half diagonal 10. */
const diamond = (x: number, y: number) =>
  [
    [x, y - 10],
    [x + 10, y],
    [x, y + 10],
    [x - 10, y],
  ] as const

describe('overlap', () => {
  it('of upright boxes is how deep they reach into each other', () => {
    expect(overlap(cornersOf(box(0, 0)), cornersOf(box(7, 2)))).toBe(3)
    expect(boxOverlap(box(0, 0), box(7, 2))).toBe(3)
    expect(overlap(cornersOf(box(0, 0)), cornersOf(box(10, 0)))).toBe(0)
    expect(overlap(cornersOf(box(0, 0)), cornersOf(box(0, 30)))).toBe(-20)
  })

  it('of turned boxes is not that of the upright boxes around them', () => {
    const [a, b] = [diamond(0, 0), diamond(12, 12)]
    expect(boxOverlap(hullOf(a), hullOf(b))).toBe(8)
    expect(overlap(a, b)).toBeLessThan(0)
    expect(overlap(a, diamond(6, 6))).toBeGreaterThan(0)
  })
})

it('texts that overlap or are cut are named', () => {
  const text = (words: string, left: number, top: number, isClipped = false) => ({
    text: words,
    corners: cornersOf(box(left, top)),
    isClipped,
  })
  const texts = [text('a', 0, 0), text('b', 20, 0), text('c', 25, 5), text('d', 95, 50), text('e', 50, 50, true)]
  expect(textProblems(texts, { width: 100, height: 100 })).toEqual([
    '"d" is cut off',
    '"e" is cut off',
    '"b" and "c" overlap',
  ])
})
