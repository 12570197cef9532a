import { frontOf } from './front'

const series = [
  {
    label: 'a',
    points: [
      { x: 1, y: 1 },
      { x: 2, y: 3 },
      { x: 3, y: 2 },
    ],
  },
  {
    label: 'b',
    points: [
      { x: 2, y: 3 },
      { x: 4, y: 4 },
      { x: NaN, y: 9 },
    ],
  },
]
const places = (better: Parameters<typeof frontOf>[1]) => frontOf(series, better).map(({ x, y }) => [x, y])

describe('the front', () => {
  it('holds what nothing beats, from the best x on, equal points together', () => {
    expect(places({ x: 'min', y: 'max' })).toEqual([
      [1, 1],
      [2, 3],
      [2, 3],
      [4, 4],
    ])
  })

  it('follows the direction of each axis', () => {
    expect(places({ x: 'max', y: 'max' })).toEqual([[4, 4]])
    expect(places({ x: 'min', y: 'min' })).toEqual([[1, 1]])
    expect(places({ x: 'max', y: 'min' })).toEqual([
      [4, 4],
      [3, 2],
      [1, 1],
    ])
  })
})
