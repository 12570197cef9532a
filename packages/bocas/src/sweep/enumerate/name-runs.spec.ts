import { describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { defineSweep, planSweeps, seeds, sweep, wrongName, type Sweep, type Tree } from '..'

const named = (...sweeps: Sweep<unknown>[]): string[] => {
  const { problems, runs } = planSweeps(
    Object.fromEntries(sweeps.map((one, i) => [i === 0 ? 'default' : `s${i}`, one])),
  )
  expect(problems).toEqual([])
  return runs.map(({ name }) => name)
}
const digestOf = (canonical: string): string => createHash('sha256').update(canonical).digest('hex')
const two = sweep([1, 2])

describe('the keys in a name', () => {
  it.each<[string, Sweep<unknown>, string[]]>([
    ['none: the one run', defineSweep({ a: 1, b: { c: 'x' } }), ['run']],
    ['none of a single option', defineSweep({ a: sweep([1]), s: seeds(1), m: sweep({ x: { y: 1 } }), l: sweep([{ z: 1 }]) }), ['run']],
    ['the shortest end of the path', defineSweep({ epochs: 20, model: { opt: { lr: two } } }), ['lr=1', 'lr=2']],
    ['in the order in which they are written', defineSweep({ z: sweep(['p', 'q']), a: 0, b: { y: sweep([1]), x: 5 }, m: [two] }), ['z=p+m.0=1', 'z=p+m.0=2', 'z=q+m.0=1', 'z=q+m.0=2']],
    ['a longer end where another key has the short one', defineSweep({ model: { lr: two }, head: { lr: 3 } }), ['model.lr=1', 'model.lr=2']],
    ['the whole path where it is the end of another', defineSweep({ lr: two, head: { lr: 3 } }), ['lr=1', 'lr=2']],
    ['a longer end where a key of another alternative has it', defineSweep({ m: sweep({ a: { lr: two } }), head: sweep({ x: { lr: 1 }, y: {} }) }), ['m.lr=1+head=x', 'm.lr=1+head=y', 'm.lr=2+head=x', 'm.lr=2+head=y']],
    ['one key where alternatives share it', defineSweep({ m: sweep({ a: { lr: two }, b: { lr: two } }) }), ['m=a+lr=1', 'm=a+lr=2', 'm=b+lr=1', 'm=b+lr=2']],
    ['no index in front', defineSweep({ aug: [{ size: two }, { size: 3 }] }), ['aug.0.size=1', 'aug.0.size=2']],
    ['labels of alternatives in alternatives', defineSweep({ m: sweep({ a: { inner: sweep({ x: {}, y: { k: two } }) }, b: {} }) }), ['m=a+inner=x', 'm=a+inner=y+k=1', 'm=a+inner=y+k=2', 'm=b']],
  ])('%s', (_, of, names) => expect(named(of)).toEqual(names)) // prettier-ignore
})

describe('blocks without a label are named by the leaves that differ', () => {
  it.each<[string, Sweep<unknown>, string[]]>([
    [
      'paired values',
      defineSweep({
        pre: sweep([
          { net: 'r50', w: 'in1k', x: 1 },
          { net: 'vit', w: 'mae', x: 1 },
        ]),
      }),
      ['net=r50+w=in1k', 'net=vit+w=mae'],
    ],
    [
      'a leaf that only one has',
      defineSweep({ lr: sweep([0.1, { start: 0.1, decay: { kind: 'cos' } }]) }),
      ['lr=0.1', 'start=0.1+kind=cos'],
    ],
    ['an empty block', defineSweep({ a: sweep([{}, { b: 1 }]) }), ['run', 'b=1']],
    [
      'sweeps inside speak for themselves',
      defineSweep({
        a: sweep([
          { k: 'x', lr: two, same: 1 },
          { k: 'y', lr: 3, same: 1 },
        ]),
      }),
      ['k=x+lr=1', 'k=x+lr=2', 'k=y+lr=3'],
    ],
    ['a sweep in a sweep', defineSweep({ a: sweep([two, sweep([5]), 7]) }), ['a=1', 'a=2', 'a=5', 'a=7']],
    [
      'lists of plain values as one',
      defineSweep({ hidden: sweep([[64, 64], [128], []]) }),
      ['hidden=64-64', 'hidden=128', 'hidden='],
    ],
    [
      'lists of blocks by their items',
      defineSweep({ aug: sweep([[{ k: 'flip' }], [{ k: 'flip' }, { k: 'crop' }]]) }),
      ['run', 'aug.1.k=crop'],
    ],
  ])('%s', (_, of, names) => expect(named(of)).toEqual(names))
})

describe('values in a name', () => {
  it.each<[string | number | boolean | null, string]>([
    [0.001, '0.001'],
    [1e-7, '1e-7'],
    [1e21, '1e21'],
    [-1.5, '-1.5'],
    [-0, '0'],
    [true, 'true'],
    [null, 'null'],
    ['a b/c', 'a-b-c'],
    ['a+b,c*', 'a-b-c-'],
    ['x=y', 'x=y'],
    ['é😀', '--'],
    ['', ''],
    ['end.', 'end-'],
    ['..', '--'],
  ])('%p is written %p', (value, text) => {
    expect(named(defineSweep({ v: sweep([value, 'other']) }))).toEqual([`v=${text}`, 'v=other'])
  })
  it('and keys keep to the alphabet', () => {
    expect(named(defineSweep({ 'class weights': two, größe: two }))[0]).toBe('class-weights=1+gr--e=1')
  })
  it.each([
    ['-x', '_-x=1'],
    ['con', 'con=1'],
  ])('a name does not begin badly: key %p', (key, name) => expect(named(defineSweep({ [key]: two }))[0]).toBe(name))
  it('a name is no device of Windows', () => {
    expect(named(defineSweep({ aux: { lr: two }, lr: 1 }))[0]).toBe('_aux.lr=1')
  })
})

describe('long names', () => {
  it('have a hundred characters at most, the last of them a digest of the config', () => {
    const [fits, long] = named(defineSweep({ t: sweep(['x'.repeat(98), 'x'.repeat(99)]) }))
    expect(fits).toBe(`t=${'x'.repeat(98)}`)
    const digest = digestOf(`{"t":"${'x'.repeat(99)}"}`).slice(0, 8)
    expect(long).toBe(`t=${'x'.repeat(89)}-${digest}`)
    expect(long).toHaveLength(100)
  })
  it('have tags that are cut too', () => {
    const { runs } = planSweeps({ default: defineSweep({ t: sweep(['x'.repeat(5000), 'y']) }) })
    expect(runs[0]!.tags[0]).toMatch(/^t=x{89}-[0-9a-f]{8}$/)
  })
})

describe('names that would be equal', () => {
  it('are extended by the leaves that differ', () => {
    expect(named(defineSweep({ lr: two, drop: 0 }), defineSweep({ lr: two, drop: 0.5, deep: { x: 1 } }))).toEqual([
      'lr=1+drop=0',
      'lr=2+drop=0',
      'lr=1+drop=0.5+x=1',
      'lr=2+drop=0.5+x=1',
    ])
  })
  it('are extended only where they are equal', () => {
    expect(named(defineSweep({ lr: two, drop: 0 }), defineSweep({ lr: sweep([2, 3]), drop: 1 }))).toEqual([
      'lr=1',
      'lr=2+drop=0',
      'lr=2+drop=1',
      'lr=3',
    ])
  })
  it('get a digest, all of them, where no leaf can tell', () => {
    expect(named(defineSweep({ v: sweep([1, '1', 'a b', 'a-b', 'Adam', 'adam', 'x']) }))).toEqual([
      `v=1-${digestOf('{"v":1}').slice(0, 8)}`,
      `v=1-${digestOf('{"v":"1"}').slice(0, 8)}`,
      `v=a-b-${digestOf('{"v":"a b"}').slice(0, 8)}`,
      `v=a-b-${digestOf('{"v":"a-b"}').slice(0, 8)}`,
      `v=Adam-${digestOf('{"v":"Adam"}').slice(0, 8)}`,
      `v=adam-${digestOf('{"v":"adam"}').slice(0, 8)}`,
      'v=x',
    ])
  })
  it('stay apart when an extended name meets another', () => {
    const names = named(
      defineSweep({ a: 1, lr: sweep([1, 2]), b: 0 }),
      defineSweep({ a: 1, lr: 1, b: sweep([5, 6]) }),
      defineSweep({ a: 2, lr: 1, b: sweep([5, 6]) }),
    )
    expect(new Set(names).size).toBe(6)
  })
})

describe('a sweep of one named alternative', () => {
  it('is shown where its key has other labels elsewhere in the task', () => {
    const lr = two
    expect(named(defineSweep([{ tactic: sweep({ ours: { lr } }) }, { tactic: sweep({ majority: {} }) }]))).toEqual([
      'tactic=ours+lr=1',
      'tactic=ours+lr=2',
      'tactic=majority',
    ])
    expect(
      named(defineSweep({ tactic: sweep({ ours: { lr } }) }), defineSweep({ tactic: sweep({ ours: { lr: 3 } }) })),
    ).toEqual(['lr=1', 'lr=2', 'run'])
  })
})

describe('a config that several ways lead to', () => {
  it('shows the keys of all of them', () => {
    expect(named(defineSweep({ lr: two, drop: 0 }), defineSweep({ lr: 1, drop: sweep([0, 1]) }))).toEqual([
      'lr=1+drop=0',
      'lr=2',
      'drop=1',
    ])
  })
  it('is called the same whichever comes first', () => {
    const a = { lr: two, drop: sweep([0, 1]) }
    const b = { drop: sweep([0, 2]), lr: two }
    const byConfig = (...trees: (typeof a | typeof b)[]) =>
      Object.fromEntries(
        planSweeps({ default: defineSweep(trees) }).runs.map(({ config, name }) => [
          `${config['lr']},${config['drop']}`,
          name,
        ]),
      )
    expect(byConfig(a, b)).toEqual(byConfig(b, a))
    expect(byConfig(a, b)['1,0']).toBe('drop=0+lr=1')
  })
})

describe('whatever the sweep', () => {
  // mulberry32, by Tommy Ettinger (public domain)
  const randomFrom = (seed: number) => () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const VALUES = [
    0,
    1,
    '1',
    -1,
    1e21,
    1e-21,
    true,
    null,
    'a',
    'A',
    'a b',
    'a-b',
    '',
    '.',
    '-',
    'x'.repeat(120),
    [1],
    [1, 2],
    [],
    {},
  ]
  const KEYS = ['a', 'b', 'A', 'lr', 'con', '-k', 'k l', 'k-l', '0']

  type Reference = { node: unknown; values: unknown[] }
  /** A random node of the language and, made apart from ours, all values it stands for. `shuffle` changes only orders that must not matter. */
  const makeNode = (random: () => number, shuffle: <T>(list: T[]) => T[], depth: number): Reference => {
    const int = (n: number): number => Math.floor(random() * n)
    const some = <T>(list: readonly T[], most: number): T[] => {
      const left = [...list]
      return Array.from({ length: 1 + int(most) }, () => left.splice(int(left.length), 1)[0]!)
    }
    const makeBlock = (keys: string[]): Reference => {
      const items = keys.map((key) => [key, makeNode(random, shuffle, depth - 1)] as const)
      const values = items.reduce<object[]>(
        (blocks, [key, item]) => blocks.flatMap((block) => item.values.map((value) => ({ ...block, [key]: value }))),
        [{}],
      )
      return { node: Object.fromEntries(items.map(([key, { node }]) => [key, node])), values }
    }
    const kind = depth === 0 ? int(2) : int(5)
    if (kind === 0) return [VALUES[int(VALUES.length)]].map((node) => ({ node, values: [node] }))[0]!
    if (kind === 1)
      return [some(VALUES, 4)].map((values) => ({ node: sweep(shuffle([...values]) as never[]), values }))[0]!
    if (kind === 2) return makeBlock(some(KEYS, 2))
    if (kind === 3) {
      const labels = some(KEYS, 3).map((label) => [label, makeBlock(some(KEYS, 2))] as const)
      return {
        node: sweep(
          Object.fromEntries(shuffle(labels.map(([label, { node }]) => [label, node as Tree & { name?: never }]))),
        ),
        values: labels.flatMap(([label, { values }]) => values.map((value) => ({ name: label, ...(value as object) }))),
      }
    }
    const options = some(KEYS, 3).map((key, i) => ({ key, i, block: makeBlock([key]) }))
    const blocks = options.map(({ i, block }) => ({ ...(block.node as object), unlike: i }))
    return {
      node: sweep(shuffle(blocks) as never[]),
      values: options.flatMap(({ i, block }) => block.values.map((value) => ({ ...(value as object), unlike: i }))),
    }
  }
  const canonical = (value: unknown): string =>
    JSON.stringify(value, (_, item: unknown) =>
      item !== null && typeof item === 'object' && !Array.isArray(item)
        ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
        : item,
    )
  const makeTrees = (seed: number, shuffleSeed?: number): Reference[] => {
    const random = randomFrom(seed)
    const other = randomFrom(shuffleSeed ?? 0)
    const shuffle = <T>(list: T[]): T[] =>
      shuffleSeed === undefined
        ? list
        : list
            .map((item) => [other(), item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item)
    const trees = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const [x, y] = [makeNode(random, shuffle, 2), makeNode(random, shuffle, 1)]
      return { node: { x: x.node, y: y.node }, values: x.values.flatMap((a) => y.values.map((b) => ({ x: a, y: b }))) }
    })
    return shuffle(trees)
  }
  const planTrees = (trees: Reference[]) =>
    planSweeps(
      Object.fromEntries(trees.map(({ node }, i) => [`s${i}`, defineSweep([node] as never[], { maxRuns: 1e6 })])),
    )

  it.each(Array.from({ length: 150 }, (_, i) => [i]))(
    'the runs are right and their names good (random sweep %d)',
    (seed) => {
      const trees = makeTrees(seed)
      const { problems, runs } = planTrees(trees)
      expect(problems).toEqual([])
      const expected = new Set(trees.flatMap(({ values }) => values.map(canonical)))
      expect(new Set(runs.map(({ config }) => canonical(config)))).toEqual(expected)
      expect(runs).toHaveLength(expected.size)
      expect(new Set(runs.map(({ name }) => name.toLowerCase())).size).toBe(runs.length)
      for (const { name, tags } of runs) {
        expect([name, wrongName(name)]).toEqual([name, undefined])
        for (const tag of tags) expect(tag).toMatch(/^[A-Za-z0-9._-]+=[A-Za-z0-9=._-]*$/)
      }
      const shuffled = planTrees(makeTrees(seed, seed + 1))
      const byConfig = (list: typeof runs) => new Map(list.map(({ config, name }) => [canonical(config), name]))
      expect(byConfig(shuffled.runs)).toEqual(byConfig(runs))
    },
  )
})
