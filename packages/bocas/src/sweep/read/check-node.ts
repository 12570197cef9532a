import type { Problem } from '../../problems'
import { checkKeys, entriesOf, join } from './block-keys'
import { checkAxis } from './check-axis'
import { className, isPlain } from './describe'
import { checkFrom } from './check-from'
import { axisMarkOf, fromOf, sweepOf } from '../author/marks'
import { notData } from './not-data'
import { DEEPEST, holes, type ConfigPlace } from './place'

/** Everything that is wrong with what stands at one place of a sweep, and below it. */
export function* checkNode(node: unknown, place: ConfigPlace): Generator<Problem> {
  if (node === null || typeof node === 'string' || typeof node === 'boolean') return
  if (typeof node === 'number' && Number.isFinite(node)) return
  if (typeof node !== 'object') return yield notData(node, place.path)
  const misplaced = checkPlace(node, place)
  if (misplaced) return yield misplaced
  const below = { ...place, above: [...place.above, node] }
  if (axisMarkOf(node)) yield* checkAxis(axisMarkOf(node)!, below, checkNode)
  else if (sweepOf(node)) yield sweepInside(place.path)
  else if (Array.isArray(node)) yield* checkList(node, below)
  else if (isPlain(node)) yield* checkBlock(node, below)
  else yield notData(node, place.path)
}

function checkPlace(node: object, { path, above }: ConfigPlace): Problem | undefined {
  if (above.includes(node)) {
    return { code: 'not-data', message: 'a block that contains itself is not data', path, hint: 'leave this key out' }
  }
  if (above.length < DEEPEST) return undefined
  return { message: `nested more than ${DEEPEST} levels deep`, path, hint: 'write a flatter block' }
}

const sweepInside = (path: string): Problem => ({
  message: 'a defineSweep(…) is not a value: it is the whole sweep',
  path,
  hint: 'use sweep([…]) here, or a list of blocks, defineSweep([a, b]), for a union',
})

function* checkList(list: readonly unknown[], { path, above }: ConfigPlace): Generator<Problem> {
  const keys = Object.keys(list)
  const extra = keys.find((key) => !/^\d+$/.test(key))
  if (className(list) !== 'Array') yield notData(list, path)
  else if (extra !== undefined) {
    yield {
      code: 'not-data',
      message: `a list with a key \`${extra}\` is not data`,
      path,
      hint: 'write a plain list: [...list]',
    }
  } else if (keys.length < list.length) yield holes(list.length - keys.length, path)
  else for (let i = 0; i < list.length; i++) yield* checkNode(list[i], { path: `${path}[${i}]`, above })
}

function* checkBlock(block: object, { path, above }: ConfigPlace): Generator<Problem> {
  const mark = fromOf(block)
  if (mark) {
    // The block itself is on the way down.
    const wrong = [...checkFrom(mark, path, above.slice(0, -1))]
    yield* wrong
    if (wrong.length > 0) return
  }
  yield* checkKeys(block, path)
  for (const [key, value] of entriesOf(block)) yield* checkNode(value, { path: join(path, key), above })
}
