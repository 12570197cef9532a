import { expect, it } from '@jest/globals'
import { isBlock, keyBelow, pathBelow } from './key-path'

it('a path below another is joined by a point, unless it begins with an item of a list', () => {
  expect([keyBelow('', 'lr'), keyBelow('model', 'lr')]).toEqual(['lr', 'model.lr'])
  expect([pathBelow('main', undefined), pathBelow('main', 'lr'), pathBelow('main', '[2].lr')]).toEqual([
    'main',
    'main.lr',
    'main[2].lr',
  ])
})

it('a list and nothing are no blocks', () =>
  expect([{}, { a: 1 }, [], null, undefined, 'a'].map(isBlock)).toEqual([true, true, false, false, false, false]))
