import type { Problem } from '../problems'
import { checkAxis } from './check-axis'
import { isPlain } from './describe'
import { axisOf, sweepOf } from './marks'
import { notData } from './not-data'

/** Deeper than this is a mistake (or an attack on the stack). */
const DEEPEST = 100

/** Where a check is: the key path so far and the objects on the way down. */
export interface Place {
  readonly path: string
  readonly above: readonly object[]
}

/** Everything that is wrong with what stands at one place of a sweep, and below it. */
export function* checkNode(node: unknown, place: Place): Generator<Problem> {
  if (node === null || typeof node === 'string' || typeof node === 'boolean') return
  if (typeof node === 'number' && Number.isFinite(node)) return
  if (typeof node !== 'object') return yield notData(node, place.path)
  const misplaced = checkPlace(node, place)
  if (misplaced) return yield misplaced
  const below = { ...place, above: [...place.above, node] }
  if (axisOf(node)) yield* checkAxis(axisOf(node)!, below)
  else if (sweepOf(node)) yield sweepInside(place.path)
  else if (Array.isArray(node)) yield* checkList(node, below)
  else if (isPlain(node)) yield* checkBlock(node, below)
  else yield notData(node, place.path)
}

function checkPlace(node: object, { path, above }: Place): Problem | undefined {
  if (above.includes(node)) {
    return { message: 'a block that contains itself is not data', path, hint: 'leave this key out' }
  }
  if (above.length < DEEPEST) return undefined
  return { message: `nested more than ${DEEPEST} levels deep`, path, hint: 'write a flatter block' }
}

const sweepInside = (path: string): Problem => ({
  message: 'a defineSweep(…) is not a value: it is the whole sweep',
  path,
  hint: 'use sweep([…]) here, or a list of blocks, defineSweep([a, b]), for a union',
})

function* checkList(list: readonly unknown[], { path, above }: Place): Generator<Problem> {
  for (let i = 0; i < list.length; i++) yield* checkNode(list[i], { path: `${path}[${i}]`, above })
}

function* checkBlock(block: object, { path, above }: Place): Generator<Problem> {
  yield* checkKeys(block, path)
  for (const [key, value] of entriesOf(block)) yield* checkNode(value, { path: join(path, key), above })
}

/** Everything that is wrong with the keys of a block, whatever stands at them. */
export function* checkKeys(block: object, path: string): Generator<Problem> {
  for (const key of Reflect.ownKeys(block)) {
    if (typeof key === 'symbol') {
      yield { message: `${String(key)} cannot be a key: keys are strings`, path, hint: 'write a string' }
      continue
    }
    const wrong = wrongKey(key)
    if (wrong) yield { message: wrong.message, path: join(path, key), hint: wrong.hint }
    if (Object.getOwnPropertyDescriptor(block, key)!.get) {
      yield { message: 'a getter is not data', path: join(path, key), hint: 'write the value itself' }
    }
  }
}

/** The keys of a block that can be looked at, with their values: a getter is code, and is not called. */
export function entriesOf(block: object): [key: string, value: unknown][] {
  const all = Object.entries(Object.getOwnPropertyDescriptors(block))
  return all.filter(([key, { get }]) => key !== '__proto__' && !get).map(([key, { value }]) => [key, value as unknown])
}

function wrongKey(key: string): Problem | undefined {
  if (key === '') return { message: 'a key cannot be empty', hint: 'give it a name' }
  if (key === '__proto__') return { message: '`__proto__` cannot be a key', hint: 'give it another name' }
  if (/[.=]/.test(key)) {
    return {
      message: `the key ${JSON.stringify(key)} holds a "." or "=", which separate keys and values in paths such as model.lr=0.1`,
      hint: 'write a block inside a block, or another character such as "_"',
    }
  }
  return undefined
}

/** The path of a key below a path. */
export const join = (path: string, key: string): string =>
  /^[^\s.=[\]"]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`
