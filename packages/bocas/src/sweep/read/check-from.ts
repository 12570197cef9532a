import type { Problem } from '../../problems'
import { suggest } from '../../suggest'
import { describeValue, isPlain } from './describe'
import { axisMarkOf, fromOf, sweepOf, type FromMark } from '../author/marks'

const NAMES = ['same']

/** Everything that is wrong with one `from(…)` beside what stands in its block. */
export function* checkFrom(
  { task, match, options }: FromMark,
  path: string,
  above: readonly object[],
): Generator<Problem> {
  if (typeof task !== 'string' || !/^[^/\\]+$/.test(task))
    yield {
      message: `from(…) takes the name of a task, not ${describeValue(task)}`,
      path,
      hint: "write from('pretrain')",
    }
  if (match !== undefined && !isBlock(match))
    yield {
      message: `from(…) takes a part of the config of the run that is meant, not ${describeValue(match)}`,
      path,
      hint: "write from('pretrain', { size: 'small' })",
    }
  for (const key of ['from', 'same'])
    if (isBlock(match) && Object.hasOwn(match, key))
      yield {
        message: `a config that results are taken by cannot be described by a key \`${key}\`: run() finds there what from(…) was given`,
        path,
        hint: 'describe it by its other keys, or give the key another name in the task that it is taken from',
      }
  if (above.some((outer) => fromOf(outer)))
    yield { message: 'a from(…) cannot stand inside another', path, hint: 'give each a key of its own' }
  yield* checkOptions(options, path)
}

function* checkOptions(options: unknown, path: string): Generator<Problem> {
  if (options === undefined) return
  if (!isBlock(options)) {
    yield { message: `the options of from(…) are a block, not ${describeValue(options)}`, path, hint: HINT }
    return
  }
  for (const name of Object.keys(options))
    if (!NAMES.includes(name))
      yield { code: 'unknown-option', message: `from(…) has no option \`${name}\``, path, hint: suggest(name, NAMES) }
  const { same } = options as { same?: unknown }
  const isPaths = Array.isArray(same) && same.every((path) => typeof path === 'string' && path !== '')
  if (same !== undefined && !isPaths)
    yield {
      code: 'wrong-option-value',
      message: `\`same\` takes a list of key paths, not ${describeValue(same)}`,
      path,
      hint: HINT,
    }
}

const HINT = "write from('pretrain', {}, { same: ['dataset'] })"

const isBlock = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  isPlain(value) &&
  !axisMarkOf(value) &&
  !sweepOf(value) &&
  !fromOf(value)
