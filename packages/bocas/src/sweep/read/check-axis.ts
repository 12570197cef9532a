import type { Problem } from '../../problems'
import { checkKeys, entriesOf, join } from './block-keys'
import { describeValue, isPlain } from './describe'
import { axisMarkOf, fromOf, sweepOf, type AxisMark } from '../author/marks'
import { canonicalJson } from '../../keys/canonical-json'
import { holes, type Check, type ConfigPlace } from './place'

/** Everything that is wrong with one `sweep(…)` or `seeds(…)`, whose values are checked with `check`. */
export function* checkAxis({ word, given }: AxisMark, place: ConfigPlace, check: Check): Generator<Problem> {
  if (word === 'seeds') yield* checkSeeds(given, place.path)
  else if (Array.isArray(given)) yield* checkValues(given, place, check)
  else if (typeof given === 'object' && given !== null && isPlain(given) && !axisMarkOf(given) && !sweepOf(given)) {
    yield* checkAlternatives(given, place, check)
  } else yield notSwept(given, place.path)
}

function notSwept(given: unknown, path: string): Problem {
  const what = axisMarkOf(given) ? 'another sweep' : sweepOf(given) ? 'a defineSweep(…)' : describeValue(given)
  const iterable = typeof given === 'object' && given !== null && Symbol.iterator in given
  return {
    code: 'wrong-alternative',
    message: `sweep(…) takes a list of values or a block of named alternatives, not ${what}`,
    path,
    hint: iterable ? 'write sweep(Array.from(…))' : 'write sweep([a, b]) or sweep({ a: { … }, b: { … } })',
  }
}

function* checkValues(values: readonly unknown[], { path, above }: ConfigPlace, check: Check): Generator<Problem> {
  if (values.length === 0) {
    yield {
      code: 'no-runs',
      message: 'sweep([]) has no values, so there would be no run',
      path,
      hint: 'list at least one value',
    }
  }
  const missing = values.length - Object.keys(values).length
  if (missing > 0) return yield holes(missing, path)
  const first = new Map<string, number>()
  for (let i = 0; i < values.length; i++) {
    const wrong = [...check(values[i], { path: `${path}[${i}]`, above })]
    yield* wrong
    if (wrong.length > 0) continue
    const identity = identityOf(values[i])
    const earlier = first.get(identity)
    if (earlier === undefined) first.set(identity, i)
    else yield repeated(values[i], `${path}[${earlier}]`, `${path}[${i}]`)
  }
}

const repeated = (value: unknown, earlier: string, path: string): Problem => ({
  code: 'listed-twice',
  message: `${describeValue(value)} is listed twice; each value of a sweep is listed once`,
  path,
  hint: `it is already at ${earlier}: remove one of the two`,
})

function* checkAlternatives(alternatives: object, { path, above }: ConfigPlace, check: Check): Generator<Problem> {
  if (Reflect.ownKeys(alternatives).length === 0) {
    yield {
      code: 'no-runs',
      message: 'sweep({}) has no alternatives, so there would be no run',
      path,
      hint: 'name at least one',
    }
  }
  yield* checkKeys(alternatives, path)
  for (const [label, block] of entriesOf(alternatives)) {
    yield* checkAlternative(label, block, { path: join(path, label), above }, check)
  }
}

function* checkAlternative(label: string, block: unknown, place: ConfigPlace, check: Check): Generator<Problem> {
  const isBlock = typeof block === 'object' && block !== null && isPlain(block) && !axisMarkOf(block) && !sweepOf(block)
  if (!isBlock || fromOf(block)) {
    const what = axisMarkOf(block) ? 'a sweep' : !isBlock ? describeValue(block) : 'a result of another task'
    yield {
      code: 'wrong-alternative',
      message: `the alternative \`${label}\` is ${what}, but a named alternative is a block of keys`,
      path: place.path,
      hint: isBlock ? `write ${label}: { start: from(…) }` : `write ${label}: { … }, or a plain list: sweep([…])`,
    }
    return
  }
  if (Object.hasOwn(block, 'name')) {
    yield {
      code: 'wrong-alternative',
      message: '`name` is the label of a named alternative, so its block cannot have a key `name`',
      path: `${place.path}.name`,
      hint: `run() gets name: ${JSON.stringify(label)}; call this key something else`,
    }
  }
  yield* check(block, place)
}

function* checkSeeds(given: unknown, path: string): Generator<Problem> {
  if (Array.isArray(given)) return yield* checkSeedList(given, path)
  if (typeof given === 'number' && Number.isSafeInteger(given) && given > 0) return
  yield {
    code: 'wrong-seeds',
    message: `seeds(…) takes how many (1, 2, 3, …) or a list of seeds, not ${describeValue(given)}`,
    path,
    hint: 'write seeds(5) for the seeds 0 to 4, or seeds([7, 11])',
  }
}

function* checkSeedList(list: readonly unknown[], path: string): Generator<Problem> {
  if (list.length === 0) {
    yield {
      code: 'no-runs',
      message: 'seeds([]) has no seeds, so there would be no run',
      path,
      hint: 'write seeds(5) or seeds([7, 11])',
    }
  }
  const missing = list.length - Object.keys(list).length
  if (missing > 0) return yield holes(missing, path)
  const first = new Map<unknown, number>()
  for (let i = 0; i < list.length; i++) {
    const seed = list[i]
    const at = `${path}[${i}]`
    if (typeof seed !== 'number' || !Number.isSafeInteger(seed) || seed < 0) {
      yield {
        code: 'wrong-seeds',
        message: `a seed is an integer of at least 0, not ${describeValue(seed)}`,
        path: at,
        hint: 'write 0, 1, 2, …',
      }
    } else if (first.has(seed)) yield repeated(seed, `${path}[${first.get(seed)}]`, at)
    else first.set(seed, i)
  }
}

/** A text that is equal for two nodes exactly when they stand for the same values. The node has been checked. */
function identityOf(node: unknown): string {
  return canonicalJson(spell(node))
}

/** The node with every axis spelled as a block of a key that no author can write. */
function spell(node: unknown): unknown {
  const axis = axisMarkOf(node)
  if (axis) return { '': Array.isArray(axis.given) ? ['list', axis.given.map(spell)] : [axis.word, spell(axis.given)] }
  if (Array.isArray(node)) return node.map(spell)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, spell(value)]))
}
