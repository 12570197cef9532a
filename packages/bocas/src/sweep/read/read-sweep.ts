import type { Problem } from '../../problems'
import { checkNode } from './check-node'
import { checkSweepOptions, type CheckedOptions } from './check-options'
import { checkSeedCount } from './check-seeds'
import { describeValue, isPlain } from './describe'
import { layOut } from './build-layout'
import type { SweepLayout } from './layout'
import { axisMarkOf, fromOf, sweepOf } from '../author/marks'
import { takesIn } from './takes'

/** What a sweep says, before any config is made. Without layouts when something is wrong with its blocks. */
export interface ReadSweep {
  readonly layouts?: readonly SweepLayout[]
  /** The key paths at which results of other tasks are taken. */
  readonly takes?: readonly string[]
  readonly options?: CheckedOptions
}

/** Reads and checks a sweep; `path` is the name of its export. Never throws. */
export function readSweep(sweep: unknown, path: string, report: (problem: Problem) => void): ReadSweep {
  const mark = sweepOf(sweep)
  if (!mark) {
    report(notASweep(sweep, path))
    return {}
  }
  const options = checkSweepOptions(mark.options, path, report)
  const isUnion = Array.isArray(mark.given)
  const blocks: readonly unknown[] = isUnion ? (mark.given as unknown[]) : [mark.given]
  let good = blocks.length > 0
  if (!good)
    report({
      code: 'no-runs',
      message: 'defineSweep([]) has no blocks, so there would be no run',
      path,
      hint: 'list at least one',
    })
  for (const [i, block] of blocks.entries()) {
    for (const problem of checkTree(block, isUnion ? `${path}[${i}]` : path)) {
      good = false
      report(problem)
    }
  }
  if (!good) return { options }
  return {
    layouts: blocks.map((block) => layOut(block)),
    options,
    takes: blocks.flatMap((block) => [...takesIn(block)]),
  }
}

function checkTree(block: unknown, path: string): Problem[] {
  const isBlock = typeof block === 'object' && block !== null && isPlain(block) && !axisMarkOf(block) && !sweepOf(block)
  if (!isBlock || fromOf(block)) return [notABlock(block, path)]
  const seeds = checkSeedCount(block, path)
  return [...checkNode(block, { path, above: [] }), ...(seeds ? [seeds] : [])]
}

function notABlock(given: unknown, path: string): Problem {
  const what = axisMarkOf(given)
    ? 'a sweep(…) or seeds(…)'
    : sweepOf(given)
      ? 'another defineSweep(…)'
      : describeValue(given)
  if (fromOf(given))
    return {
      message: 'defineSweep(…) takes a block of keys or a list of blocks, not a result of another task',
      path,
      hint: 'give it a key: defineSweep({ start: from(…) })',
    }
  return {
    message: `defineSweep(…) takes a block of keys or a list of blocks, not ${what}`,
    path,
    hint: axisMarkOf(given)
      ? 'give it a key: defineSweep({ model: sweep(…) })'
      : 'write defineSweep({ lr: sweep([0.1, 0.01]) })',
  }
}

function notASweep(value: unknown, path: string): Problem {
  const what = axisMarkOf(value) ? 'a sweep(…), the values of one key' : describeValue(value)
  const hint = axisMarkOf(value) ? 'write defineSweep({ model: sweep(…) })' : 'write export default defineSweep({ … })'
  return { code: 'no-sweep', message: `this is not made by defineSweep: it is ${what}`, path, hint }
}
