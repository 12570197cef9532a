import { diceOf, type Dice } from '../../../../tools/random/dice'
import { planSweeps } from '../sweep'
import { defineSweep, seeds, sweep } from '../sweep/author/define'
import { canonicalCopy } from './canonical-json'
import { runKeys } from './run-key'

/** Values that something on the way could confuse: JSON, sorting, names, property access, other ways to write a number or a letter. */
const SCALARS = [
  0, -0, 1, 1.0, -1, 0.1, 0.1 + 0.2, 0.3, 1e21, 1e-7, 5e-324, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53, 2 ** 53 + 1, 2 ** 53 + 2,
  true, false, null, '', '0', '-0', '1', 'true', 'null', 'NaN', ' a', 'a', 'A', 'é', 'e\u0301', 'K', '\u212A', '\ud800', '\udc00',
  '\ud83d\ude00', '\u0000', '\u2028', '"', '\\', '__proto__', '[]', '{}',
] // prettier-ignore

/** Names of keys: such as JavaScript puts in an order of its own, such as every object has, such as look alike. */
const KEYS = ['a', 'b', 'B', '1', '01', '10', '2', '-1', '4294967295', 'constructor', 'toString', 'hasOwnProperty', 'toJSON', 'length', 'name', 'é', 'e\u0301', '\ud800', 'then'] // prettier-ignore

/** A config of no meaning, small so that two of them are often nearly the same one. */
function configOf(dice: Dice, depth = 0): Record<string, unknown> {
  const keys = Array.from({ length: dice.below(3) + (depth === 0 ? 1 : 0) }, () => dice.pick(KEYS))
  return Object.fromEntries(keys.map((key) => [key, valueOf(dice, depth + 1)]))
}

function valueOf(dice: Dice, depth: number): unknown {
  const shape = depth > 3 ? 0 : dice.below(10)
  if (shape < 7) return dice.pick(SCALARS)
  if (shape === 7) return Array.from({ length: dice.below(3) }, () => valueOf(dice, depth + 1))
  return configOf(dice, depth + 1)
}

/** Another writing of a config: its keys in another order, in every block. */
function rewritten(value: unknown, dice: Dice): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, dice))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, rewritten(item, dice)] as const)
  for (let i = entries.length - 1; i > 0; i--) {
    const j = dice.below(i + 1)
    ;[entries[i], entries[j]] = [entries[j]!, entries[i]!]
  }
  return Object.fromEntries(entries)
}

/** One value of a config put in the place of another. */
function mutated(config: Record<string, unknown>, dice: Dice): Record<string, unknown> {
  const key = dice.pick(Object.keys(config))
  const choice = dice.below(3)
  if (choice === 0) return { ...config, [key]: valueOf(dice, 1) }
  if (choice === 1) return { ...config, [dice.pick(KEYS)]: valueOf(dice, 1) }
  const { [key]: moved, ...rest } = config
  return { ...rest, [dice.pick(KEYS)]: moved }
}

const INGREDIENTS = { code: { 'run.ts': 'a1' }, packages: [], data: {}, env: {} }

interface Run {
  readonly key: string
  /** What `run` can see of its config, as text: the order of keys, the sign of zeros, each code unit of a string. */
  readonly seen: string
}

/**
 * A config on its way: written in a sweep, planned in the process of sweeps, sent here as JSON, keyed, sent to a worker as JSON, and given
 * to `run` as the worker gives it.
 */
function onItsWay(config: unknown): Run[] {
  const plan = planSweeps({ default: (defineSweep as (tree: unknown) => unknown)(config) })
  expect(plan.problems).toEqual([])
  const sent = JSON.parse(JSON.stringify({ plan })) as { plan: typeof plan }
  const keyOf = runKeys(INGREDIENTS)
  return sent.plan.runs.map((run) => {
    const key = keyOf(run.config, run.seed)
    const specification = JSON.parse(JSON.stringify({ config: run.config })) as { config: unknown }
    return { key, seen: spell(canonicalCopy(specification.config)) }
  })
}

/** Everything that code can find out about JSON data; more than JSON itself says. */
function spell(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spell).join(' ')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Reflect.ownKeys(value).map((key) => `${spell(key)}:${spell((value as Record<PropertyKey, unknown>)[key])}`).join(' ')}}` // prettier-ignore
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value === 'string') return `'${[...Array(value.length).keys()].map((i) => value.charCodeAt(i)).join()}'`
  return String(value)
}

const only = (config: unknown): Run => {
  const runs = onItsWay(config)
  expect(runs).toHaveLength(1)
  return runs[0]!
}

describe('two configs', () => {
  it('have one key exactly when run cannot tell them apart', () => {
    let same = 0
    let other = 0
    for (let seed = 0; seed < 1500; seed++) {
      const dice = diceOf(seed)
      const config = configOf(dice)
      const a = only(config)
      for (const written of [rewritten(config, dice), mutated(config, dice), configOf(dice)]) {
        const b = only(written)
        const isSame = a.seen === b.seen
        if ((a.key === b.key) !== isSame)
          throw new Error(`seed ${seed}: ${spell(config)} and ${spell(written)} → ${a.seen} and ${b.seen}`)
        if (isSame) same++
        else other++
      }
    }
    // Neither side is proved by nothing.
    expect(Math.min(same, other)).toBeGreaterThan(1000)
  })

  it('of which every scalar has a key of its own, but for those that are one value', () => {
    const runs = SCALARS.map((value) => only({ a: value }))
    const values = new Set(SCALARS.map((value) => (Object.is(value, -0) ? 0 : value)))
    expect(new Set(runs.map(({ key }) => key)).size).toBe(values.size)
    expect(new Set(runs.map(({ seen }) => seen)).size).toBe(values.size)
  })

  it('written as a sweep of one value, as named alternatives or in a union have the key of the plain config', () => {
    const plain = only({ tactic: { name: 'x', lr: 1 }, b: 2 })
    for (const way of [
      { b: sweep([2]), tactic: sweep({ x: { lr: 1 } }) },
      { tactic: sweep([{ lr: 1, name: 'x' }]), b: 2 },
      [{ b: 2, tactic: { lr: 1, name: 'x' } }, { tactic: { name: 'x', lr: 1 }, b: 2 }], // prettier-ignore
    ])
      expect(only(way)).toEqual(plain)
  })

  it('differ by where their seed comes from, which is what ctx.seed is', () => {
    const keys = [{ seed: 0 }, { seed: seeds(1) }, { seed: seeds([1]) }, { seed: 1 }].map((config) => only(config).key)
    expect(new Set(keys).size).toBe(4)
  })

  it.each<[string, unknown]>([
    ['NaN', NaN],
    ['an infinity', -Infinity],
    ['undefined', undefined],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['a map', new Map([[1, 2]])],
    ['a set', new Set([1])],
    ['a typed array', new Float32Array(2)],
    ['a boxed number', new Number(1)],
    ['a list with a hole', [, 1]],
    ['a list with a key', Object.assign([1], { extra: 2 })],
    ['a function', () => 1],
    ['a symbol', Symbol.iterator],
    ['a getter', Object.defineProperty({}, 'x', { get: () => 1, enumerable: true })],
    ['an instance', new (class Layer { units = 1 })()], // prettier-ignore
    ['a key __proto__', JSON.parse('{"__proto__": 1}')],
    ['a symbol as key', { [Symbol.for('a')]: 1 }],
    ['a prototype of its own', Object.create({ inherited: 1 })],
  ])('are refused where one would be taken for another: %s', (_, value) => {
    const plan = planSweeps({
      default: (defineSweep as (tree: unknown) => unknown)({ a: value, list: sweep([[1], 2]) }),
    })
    expect(plan.problems).toHaveLength(1)
    expect(plan.runs).toEqual([])
  })
})
