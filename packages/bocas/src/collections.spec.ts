import { expect, it } from '@jest/globals'
import { groupBy, mapValues, sortedByName, withoutUndefined } from './collections'

it('groups in the order in which things come, and leaves out what has no key', () =>
  expect([...groupBy([3, 1, 2, 5, 4], (n) => (n === 2 ? undefined : n % 2))]).toEqual([
    [1, [3, 1, 5]],
    [0, [4]],
  ]))

it('maps values and sorts names', () => {
  expect(mapValues({ a: 1, b: 2 }, (n) => n + 1)).toEqual({ a: 2, b: 3 })
  expect(JSON.stringify(sortedByName({ b: 1, B: 2, a: 3 }))).toBe('{"B":2,"a":3,"b":1}')
})

it('leaves out what is undefined, and nothing else', () =>
  expect(Object.entries(withoutUndefined({ a: undefined, b: null, c: 0, d: '', e: [undefined] }))).toEqual([
    ['b', null],
    ['c', 0],
    ['d', ''],
    ['e', [undefined]],
  ]))
