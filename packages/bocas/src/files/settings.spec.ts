import { aBlockOf, aBlockWith, aCount, aListOf, aText, oneWordOf, type Setting } from './settings'

const settings = aBlockWith({
  partition: aText,
  cpus: aCount(1),
  flags: aListOf(aText),
  on: oneWordOf('leave', 'cancel'),
  tasks: aBlockOf(aBlockWith({ cpus: aCount(1) })),
})
const wrong = (check: Setting, value: unknown): string[] =>
  check(value, '').map(({ message, path }) => `${path}: ${message}`)

describe('settings', () => {
  it.each<[unknown]>([
    [{}],
    [{ partition: 'gpu', cpus: 1, flags: ['--x'], on: 'leave', tasks: { mnist: { cpus: 2 }, tasks: {} } }],
  ])('%j is right', (value) => expect(settings(value, '')).toEqual([]))

  it('are all looked at, and every mistake has its place', () => {
    expect(
      wrong(settings, { partition: 3, cpus: 0.5, flags: ['a', ''], on: 'leaf', tasks: { 'a b': { cpu: 1 }, c: [] } }),
    ).toEqual([
      'partition: `partition` is a text, not 3',
      'cpus: `cpus` is a whole number, 1 or more, not 0.5',
      'flags[1]: `flags[1]` is a text, not ""',
      'on: `on` is "leaf", which is none of its words',
      'tasks.a b.cpu: there is no setting `cpu`',
      'tasks.c: `c` is a block { … }, not []',
    ])
  })

  it('propose what a misspelt one may have meant', () => {
    expect(settings({ partiton: 'x', on: 'cancle' }, 'slurm').map(({ path, hint }) => [path, hint])).toEqual([
      ['slurm.partiton', 'did you mean `partition`? There are: `partition`, `cpus`, `flags`, `on`, `tasks`'],
      ['slurm.on', 'did you mean `cancel`? There are: `leave`, `cancel`'],
    ])
  })

  it.each([[null], ['text'], [[]], [undefined]])('that are %j are no block', (value) =>
    expect(settings(value, 'x')).toHaveLength(1),
  )

  it('do not take what every object has for a setting', () => {
    expect(settings(JSON.parse('{"constructor": 1, "__proto__": 2}'), '')).toHaveLength(2)
  })
})
