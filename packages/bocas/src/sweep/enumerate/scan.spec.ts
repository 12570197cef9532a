import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from '@jest/globals'
import { formatProblem } from '../../problems'
import { defineSweep, planSweeps, seeds, sweep, type Tree } from '..'
import { readSweep } from '../read/read-sweep'
import { scan, type Kept } from './scan'

const range = (length: number): number[] => Array.from({ length }, (_, i) => i)
const hundred = sweep(range(100))
const two = sweep(['x', 'y'])

function scanned(tree: Tree): Generator<Kept> {
  const { layouts } = readSweep(defineSweep(tree), 'default', (problem) => {
    throw new Error(formatProblem(problem))
  })
  return scan(layouts!, undefined)
}

/** Node has it by a flag only, which may come late. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}

it('a scan says which keys were chosen', () => {
  const grid = { a: { b: sweep([1, 2]) }, only: sweep([3]), m: sweep({ x: { c: sweep([4, 5]) }, y: {} }) }
  const chosen = [...scanned(grid)].map(({ parts }) =>
    parts.map(({ path, value }) => `${path}=${String(value)}`).join(' '),
  )
  expect(chosen).toEqual([
    'a.b=1 m=x m.c=4',
    'a.b=1 m=x m.c=5',
    'a.b=1 m=y',
    'a.b=2 m=x m.c=4',
    'a.b=2 m=x m.c=5',
    'a.b=2 m=y',
  ])
})

describe('a million configs', () => {
  it('stream without being kept', async () => {
    const early: WeakRef<object>[] = []
    let [count, last] = [0, '']
    for (const { config } of scanned({ a: hundred, b: { c: hundred, d: [hundred] } })) {
      if (++count <= 100) early.push(new WeakRef(config as object))
      // What a WeakRef was made of is held until something else may run.
      if (count === 100) await new Promise(setImmediate)
      if (count === 1_000_000) last = JSON.stringify(config)
    }
    expect(count).toBe(1_000_000)
    expect(last).toBe('{"a":99,"b":{"c":99,"d":[99]}}')
    collectGarbage()
    expect(early.filter((config) => config.deref() !== undefined)).toHaveLength(0)
  }, 60_000)
  it('are not made before they are asked for', () => {
    const some: unknown[] = []
    for (const { config } of scanned({ a: seeds(1e15), b: hundred, c: hundred, d: hundred, e: hundred }))
      if (some.push((config as { e: number }).e) === 101) break
    expect(some.slice(-2)).toEqual([99, 0])
  })
  it('are counted without being made', () => {
    const { problems } = planSweeps({ default: defineSweep({ a: seeds(1e15), b: hundred }) })
    expect(problems.map(({ message }) => message)).toEqual([
      '1,000,000,000,000,000 × 100 = 100,000,000,000,000,000 runs are more than maxRuns (1,000)',
    ])
  })
})

describe('how many runs there are', () => {
  const tactic = sweep({
    ours: { lr: two, beta: two, seed: seeds(5) },
    finetune: { lr: two, seed: seeds(5) },
    none: {},
  })
  it.each<[string, Tree | readonly Tree[]]>([
    ['1 run', {}],
    ['1 run', { a: sweep([1]), s: seeds(1), m: sweep({ x: {} }) }],
    ['5 runs', { s: seeds(5), a: 1 }],
    ['16 × 2 × 4 = 128 runs', { a: sweep(range(16)), b: { c: two }, s: seeds(4) }],
    ['20 + 10 + 1 = 31 runs', { tactic }],
    ['(20 + 10 + 1) × 2 = 62 runs', { tactic, x: two }],
    ['2 × 2 = 4 runs', { m: sweep({ only: { a: two, b: two } }) }],
    ['7 × 3 = 21 runs', { a: sweep(range(7).map((i) => ({ i, x: 1 }))), s: seeds(3) }],
    ['14 × 3 = 42 runs', { a: sweep(range(7).map((i) => ({ i, x: two }))), s: seeds(3) }],
    ['1,000 × 1,000 = 1,000,000 runs', { a: seeds(1000), b: sweep(range(1000)) }],
    ['16 + 3 = 19 runs', [{ a: sweep(range(16)) }, { b: sweep([1, 2, 3]) }]],
    ['4 + 2 = 6 runs', [{ a: sweep(range(4)) }, { a: sweep([1, 2]) }]],
  ])('says %s where none is left', (expected, tree) => {
    const { problems } = planSweeps({ default: defineSweep(tree, { where: () => false }) })
    expect(problems.map(({ message }) => message)).toEqual([`\`where\` leaves nothing of ${expected}`])
  })
})
