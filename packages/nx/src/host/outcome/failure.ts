import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Codes, diskProblem, type Problem, shorten, withHints, workspacePaths } from 'bocas/internal/store'
import { isSystemError } from 'bocas/internal/light'
import { lacksExport, unknownExport } from '../../plan/code/import-hints'
import type { KeyedRun } from '../../plan/task-plan'
import type { WorkerEnd } from '../launch/launcher'
import type { Outcome } from './outcome'
import { describeRemains, keepRemains } from '../leftovers/rescued'
import { memory } from '../../shared/words'
import type { Attempt, FailureReason, RunLimits } from '../../protocol/run-specification'

/** What is known of a failure. */
export interface Failure {
  readonly reason: FailureReason
  /** In plain words. */
  readonly message: string
  /** The same as data, of an error that says what a person has to put right. */
  readonly problems?: readonly Problem[]
  /** What docs/errors.md says more about. */
  readonly codes?: Codes
  readonly at?: string | undefined
  /** The last lines of its log, unless the message says them. */
  readonly tail?: string | undefined
}

/** What V8 prints before it gives up, and before that the collections that did not help. */
const HEAP_IS_FULL = 'JavaScript heap out of memory'
const BEFORE_HEAP_IS_FULL = '<--- Last few GCs --->'

/**
 * Why a worker failed, from how it ended and what its log holds.
 *
 * @param log the log, or its end.
 */
export function failureOf(end: WorkerEnd, log: string, limits: RunLimits = {}): Failure {
  const { said, exceeded, code, signal } = end
  const tail = lastLines(withoutTrace(log))
  if (exceeded?.reason === 'timeout')
    return { reason: 'timeout', codes: ['timed-out'], message: `timed out after ${seconds(exceeded.seconds)}`, tail }
  if (exceeded?.reason === 'stall')
    return { reason: 'stall', codes: ['no-sign-of-life'], message: stalled(exceeded.seconds), tail }
  if (exceeded?.reason === 'memory')
    return {
      reason: 'memory',
      codes: ['out-of-memory'],
      message: `out of memory at ${memory(exceeded.bytes)}${exceeded.bytes > 0 && limits.memory ? `, limit ${memory(limits.memory)}; ${ALLOW}` : ''}`,
      tail,
    }
  if (said?.type === 'failed') {
    const { reason = 'threw', message, problems, codes, at } = said
    // Told here and not by the worker, which may be on a machine that has nothing of ours but itself.
    if (lacksExport(message))
      return { reason, message: withHint(message, unknownExport(message)), codes: ['unknown-export'], at }
    return { reason, message, ...(problems && { problems }), ...(codes && { codes }), at }
  }
  if (log.includes(HEAP_IS_FULL) && code !== 0)
    return { reason: 'memory', codes: ['out-of-memory'], message: heapMessage(log, limits.memory), tail }
  const codes: Codes = ['process-ended']
  if (signal)
    return { reason: 'signal', codes, message: `the process was ended by ${signal} before run returned`, tail }
  return { reason: 'exited', codes, message: `the process ended with exit code ${code} before run returned`, tail }
}

const withHint = (message: string, hint: string | undefined): string => [message, hint ?? []].flat().join('\n')

/** What the run itself printed: without what V8 says of its heap before it gives up, which it may be killed in the midst of. */
function withoutTrace(log: string): string {
  const at = log.indexOf(BEFORE_HEAP_IS_FULL)
  return at < 0 ? log : log.slice(0, at).replace(/\n?[^\n]*$/, '\n')
}

/** What to do about a limit that was reached. */
const ALLOW = "allow more: defineSweep(…, { memory: '…' })"

function heapMessage(log: string, limit: number | undefined): string {
  const [, megabytes] = [...log.matchAll(/(?:Mark-Compact|Mark-sweep)(?: \(reduce\))? ([\d.]+) \(/g)].at(-1) ?? []
  const reached = megabytes === undefined ? '' : ` at ${memory(Number(megabytes) * 2 ** 20)}`
  return limit === undefined
    ? `out of memory${reached}: the JavaScript heap may grow no further; the sweep can allow more: defineSweep(…, { memory: '8 GB' })`
    : `out of memory${reached} of JavaScript heap, limit ${memory(limit)}; ${ALLOW}`
}

const stalled = (silent: number): string =>
  `no sign of life for ${silent < 120 ? seconds(silent) : `${Number((silent / 60).toFixed(1))} min`}: it printed nothing, reported no progress, computed nothing, read and wrote nothing, and nor did what it has started; a run that may be silent for longer says so in its sweep: defineSweep(…, { stall: '2 h' }), or stall: false`

const seconds = (count: number): string => `${Number(count.toFixed(1))} s`

function lastLines(log: string, count = 10): string | undefined {
  const lines = log.trimEnd().split('\n').slice(-count)
  return lines.map((line) => shorten(line, 300)).join('\n') || undefined
}

/** Keeps the log and the message of a failure where the next look finds them. */
export function rememberFailure(
  root: string,
  task: string,
  run: KeyedRun,
  work: string,
  end: WorkerEnd,
  { limits, attempts = [] }: { readonly limits?: RunLimits; readonly attempts?: readonly Attempt[] } = {},
): Extract<Outcome, { kind: 'failed' }> {
  const { reason, message, problems, codes, at, tail } = failureOf(end, readWorkLog(work), limits)
  const tries = attempts.length > 1 ? `the last of ${attempts.length} attempts` : ''
  const outcome = {
    kind: 'failed',
    message: tries === '' ? message : `${message} (${tries})`,
    ...(problems && { problems: withHints(problems, tries === '' ? [] : [tries]) }),
    ...(codes && { codes }),
    at,
    tail,
  } as const
  const { code, signal } = end
  const kept = { key: run.key, message, at, code, signal, reason, attempts }
  try {
    const folder = workspacePaths(root).failed(task, run.name)
    const log = keepLog(folder, work, kept)
    const remains = keepRemains(folder, work)
    const place = remains && `${relative(root, remains)}: ${describeRemains(remains)}`
    return { ...outcome, log: relative(root, log), ...(place && { remains: place }) }
  } catch (error) {
    // What a full disk does not take is told all the same.
    if (diskProblem(error, []) === undefined) throw error
    return outcome
  }
}

/** @returns the path of the log. */
function keepLog(folder: string, work: string, failure: object): string {
  mkdirSync(folder, { recursive: true })
  const log = join(folder, 'run.log')
  if (existsSync(join(work, 'entry', 'run.log'))) renameSync(join(work, 'entry', 'run.log'), log)
  else writeFileSync(log, '')
  writeFileSync(join(folder, 'failure.json'), JSON.stringify(failure) + '\n')
  return log
}

/** The log of a run at work; it is capped, so it fits. Empty when there is none. */
export function readWorkLog(work: string): string {
  try {
    return readFileSync(join(work, 'entry', 'run.log'), 'utf8')
  } catch (error) {
    if (!isSystemError(error)) throw error
    return ''
  }
}
