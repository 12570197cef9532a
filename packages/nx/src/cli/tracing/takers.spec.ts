import { takersOf, type Fed } from './takers'

const fed = (run: string, ...from: [key: string, as?: string][]): Fed => ({
  run,
  key: `key of ${run}`,
  upstream: from.map(([key, as]) => ({ task: 't', run: 'r', key, ...(as === undefined ? {} : { as }) })),
})

describe('the runs that a result went into', () => {
  const all = [
    fed('c', ['key of b', 'start']),
    fed('b', ['a', 'weights'], ['x']),
    fed('d', ['a']),
    fed('e', ['y'], ['x']),
  ]

  it.each<[string, string[], [run: string, as: string | undefined][]]>([
    ['none', ['z'], []],
    [
      'itself and those behind it',
      ['a'],
      [
        ['b', 'weights'],
        ['d', undefined],
        ['c', 'start'],
      ],
    ],
    [
      'through a sweep',
      ['x'],
      [
        ['b', undefined],
        ['e', undefined],
        ['c', 'start'],
      ],
    ],
    [
      'of several keys, each once',
      ['a', 'x', 'y'],
      [
        ['b', 'weights'],
        ['d', undefined],
        ['e', undefined],
        ['c', 'start'],
      ],
    ],
  ])('%s', (_what, keys, expected) => {
    expect(takersOf(all, new Set(keys)).map(({ run, as }) => [run, as])).toEqual(expected)
  })

  it('ends where recorded results went into each other in a circle', () => {
    const circle = [fed('a', ['key of b']), fed('b', ['key of a'])]
    expect(takersOf(circle, new Set(['key of a'])).map(({ run }) => run)).toEqual(['b', 'a'])
  })
})
