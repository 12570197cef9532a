import assert from 'node:assert'
import { inspect, isDeepStrictEqual } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { knownKeys } from '../sweep/author/known-keys'
import { strictConfig, type Asking } from './strict-config'

const forest = { tactic: { name: 'forest', trees: 10 }, sizes: [1, 2], layers: [{ width: 3 }], folds: 5, none: null }
const logistic = { tactic: { name: 'logistic', rate: 0.1, inner: { deep: 1 } }, folds: 5, layers: [{ depth: 1 }] }
const known = knownKeys([forest, logistic])

type Loose = Record<string, any> // eslint-disable-line @typescript-eslint/no-explicit-any
const given = (asking: Asking = 'plainly') => {
  const { config, refused } = strictConfig(forest, known, (_, below) => (isOfOthers(below) ? 'not the run' : asking))
  return { config: config as Loose, refused }
}
/** What compares and prints values in this test asks them for all sorts of keys. */
const isOfOthers = (below: (...args: never[]) => unknown): boolean => {
  const holder = { stack: '' }
  Error.captureStackTrace(holder, below)
  return /node_modules|node:/.test(holder.stack.split('\n', 2).join())
}
const messageOf = (read: () => unknown): string => {
  try {
    return `no error: ${String(read())}`
  } catch (error) {
    return (error as Error).message.split('\n')[0]!
  }
}

describe('a key that no config has', () => {
  const { config } = given()
  it.each<[() => unknown, string]>([
    [
      () => config.fold,
      '`fold` is not in the sweep; did you mean `folds`? There are: `tactic`, `sizes`, `layers`, `folds`, `none`',
    ],
    [
      () => config.tactic.raet,
      '`tactic.raet` is not in the sweep; did you mean `rate`? There are: `name`, `trees`, `rate`, `inner`',
    ],
    [() => config.rate, '`rate` is not in the sweep; did you mean `tactic.rate`?'],
    [
      () => config.layers[0].widht,
      '`layers[0].widht` is not in the sweep; did you mean `width`? There are: `width`, `depth`',
    ],
    [() => config.sizes.lenght, '`sizes` is a list, and a list has no `lenght`; did you mean `length`?'],
    [() => config.sizes.colour, '`sizes` is a list, and a list has no `colour`'],
    [
      () => ((key: string) => config[key])('epochs'),
      '`epochs` is not in the sweep; there are: `tactic`, `sizes`, `layers`, `folds`, `none`',
    ],
  ])('is refused: %s', (read, message) => expect(messageOf(read)).toBe(message))

  it('is told how to ask for when it may be missing', () => {
    expect(() => config.tactic.raet).toThrow(
      "(a key that may be missing is asked for with a default, `const { raet = … } = config.tactic`, or by `'raet' in …`)",
    )
  })

  it('fails a run that catches the error', () => {
    const { config, refused } = given()
    expect(refused()).toBeUndefined()
    expect(() => config.nothing).toThrow()
    expect(() => config.other).toThrow()
    expect(refused()?.message).toMatch('`nothing` is not in the sweep')
  })

  it.each<Asking>(['with a default', 'not the run'])('is undefined for who asks %s', (asking) => {
    const { config, refused } = given(asking)
    const { raet = 7 } = config.tactic as Loose
    expect([config.nothing, raet, refused()]).toEqual([undefined, 7, undefined])
  })
})

describe('a key of another config', () => {
  it('is undefined where that config has it: code that serves all alternatives looks for it', () => {
    const { config } = given()
    expect([config.tactic.rate, config.tactic.inner?.deep, config.layers[0].depth]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('a list or a block that is used as a number', () => {
  const { config } = given()
  const list =
    '`sizes` is a list of 2 values and no number; for a run with each of them write sizes: sweep([1,2]) in sweep.ts'
  it.each<[string, () => unknown, string]>([
    ['times', () => config.sizes * 2, list],
    ['minus', () => 1 - config.sizes, list],
    ['less', () => config.sizes < 3, list],
    ['Number', () => Number(config.sizes), list],
    ['Math.sqrt', () => Math.sqrt(config.sizes), list],
    ['of one item', () => config.layers / 2, expect.stringContaining('`layers` is a list of 1 value and no number')],
    ['a block', () => config.tactic * 2, '`tactic` is a block of keys and no number'],
    ['all of it', () => -config, '`config` is a block of keys and no number'],
  ])('is refused: %s', (_, use, message) => expect(messageOf(use)).toEqual(message))

  it('is text as ever', () => {
    expect([
      `${config.sizes}`,
      String(config.tactic),
      'sizes ' + config.sizes,
      [1, 2].join() === `${config.sizes}`,
    ]).toEqual(['1,2', '[object Object]', 'sizes 1,2', true])
  })
})

describe('what copies, lists, prints or compares a config sees the config', () => {
  const { config, refused } = given()
  const copies: [string, () => unknown][] = [
    ['JSON', () => JSON.parse(JSON.stringify(config))],
    ['structuredClone', () => structuredClone(config)],
    ['v8.serialize, as workers and IPC use it', () => deserialize(serialize(config))],
    ['spreading', () => ({ ...config })],
    ['Object.assign', () => Object.assign({}, config)],
    ['Object.entries', () => Object.fromEntries(Object.entries(config))],
    [
      'for in',
      () => {
        const copy: Loose = {}
        for (const key in config) copy[key] = config[key]
        return copy
      },
    ],
    [
      'a rest pattern',
      () => {
        const { folds, ...rest } = config
        return { folds, ...rest }
      },
    ],
  ]
  it.each(copies)('%s', (_, copy) => expect(copy()).toEqual(forest))

  it('structuredClone and JSON give plain objects', () => {
    expect(isDeepStrictEqual(structuredClone(config), structuredClone(forest))).toBe(true)
  })

  it('asking whether there is a key', () => {
    expect(['folds' in config, 'nothing' in config, Object.hasOwn(config, 'nothing')]).toEqual([true, false, false])
    expect([config.hasOwnProperty('folds'), Object.keys(config)]).toEqual([true, Object.keys(forest)])
  })

  it('printing', () => {
    expect(inspect(config, { depth: 9 })).toBe(inspect(forest, { depth: 9 }))
    expect(`${inspect(config.sizes)} ${inspect(config.tactic)}`).toBe(
      `${inspect(forest.sizes)} ${inspect(forest.tactic)}`,
    )
  })

  it('comparing, loosely; strictly a plain copy', () => {
    assert.deepEqual(config, forest)
    assert.deepEqual(forest, config)
    expect(config).toEqual(forest)
    assert.deepStrictEqual(JSON.parse(JSON.stringify(config)), JSON.parse(JSON.stringify(forest)))
  })

  it('being what it is', () => {
    expect([config instanceof Object, config.sizes instanceof Array, Array.isArray(config.sizes)]).toEqual([
      true,
      true,
      true,
    ])
    expect([config.constructor, config.sizes.constructor, typeof config]).toEqual([Object, Array, 'object'])
    expect(Object.prototype.toString.call(config)).toBe('[object Object]')
  })

  it('the methods of a list', () => {
    const { sizes } = config
    expect(sizes.map((size: number) => size * 2)).toEqual([2, 4])
    expect([...sizes, sizes.length, sizes.at(-1), sizes.includes(2), sizes[5], Math.max(...sizes)]).toEqual([
      1,
      2,
      2,
      2,
      true,
      undefined,
      2,
    ])
    expect([[0].concat(sizes), sizes.slice(1), sizes.filter(Boolean), Array.from(sizes), [[sizes]].flat(2)]).toEqual([
      [0, 1, 2],
      [2],
      [1, 2],
      [1, 2],
      [1, 2],
    ])
    expect([Float32Array.from(sizes), new Float64Array(sizes)]).toEqual([Float32Array.of(1, 2), Float64Array.of(1, 2)])
  })

  it('awaiting it', async () => {
    // What is given may be typed as anything.
    expect(await (config as unknown)).toBe(config)
  })

  it('changing it, as one may change an object of one’s own', () => {
    const { config } = given()
    config.folds = 6
    config.extra = 1
    config.sizes.push(3)
    expect([config.folds, config.extra, config.sizes]).toEqual([6, 1, [1, 2, 3]])
  })

  it('refuses none of that', () => expect(refused()).toBeUndefined())
})

describe('what it costs', () => {
  it('is nothing that shows: reading a key a million times takes no longer than from a plain object', () => {
    const { config } = given()
    const time = (from: Loose): number => {
      const begin = process.cpuUsage()
      let sum = 0
      for (let i = 0; i < 3_000_000; i++) sum += from.folds + from.layers[0].width + from.sizes[1]
      expect(sum).toBe(3_000_000 * 10)
      return process.cpuUsage(begin).user
    }
    // The best of several: other work of the machine only ever adds.
    const best = (from: () => Loose): number => Math.min(...Array.from({ length: 4 }, () => time(from())))
    expect(best(() => config)).toBeLessThan(5 * best(() => structuredClone(forest)) + 20_000)
  })
})
