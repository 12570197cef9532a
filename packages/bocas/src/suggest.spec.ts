import { describe, expect, it } from '@jest/globals'
import { editDistance, nearest, suggest } from './suggest'

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['adam', 'adam', 0],
    ['adm', 'adam', 1],
    ['adma', 'adam', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('between %j and %j is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
    expect(editDistance(b, a)).toBe(distance)
  })
  it('does not take long for very long words', () => expect(editDistance('x'.repeat(1e6), 'y'.repeat(1e6))).toBe(64))
})

describe('nearest and suggest', () => {
  it.each([
    ['adm', 'adam'],
    ['ADAM', 'adam'],
    ['sdg', 'sgd'],
    ['rmsprop', undefined],
    ['x', undefined],
  ])('%j is meant to be %j', (name, meant) => expect(nearest(name, ['sgd', 'adam'])).toBe(meant))
  it('prefers the nearest name', () => expect(nearest('val_los', ['val_acc', 'val_loss', 'loss'])).toBe('val_loss'))
  it('lists the names that exist', () => {
    expect(suggest('adm', ['sgd', 'adam'])).toBe('did you mean `adam`? There are: `sgd`, `adam`')
    expect(suggest('zzzzzz', ['sgd', 'adam'])).toBe('there are: `sgd`, `adam`')
    expect(suggest('adm', [])).toBe('there are none')
  })
  it('lists twenty names at most', () => {
    const names = Array.from({ length: 23 }, (_, i) => `name${i}`)
    expect(suggest('qqqqqqqq', names)).toMatch(/`name19` and 3 more$/)
  })
})
