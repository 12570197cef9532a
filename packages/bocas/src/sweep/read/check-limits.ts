import { withoutUndefined } from '../../collections'
import type { Problem } from '../../problems'
import { suggest } from '../../suggest'
import { isVariableName } from '../../run/variables'
import { describeValue, isPlain } from './describe'
import {
  memoryBytes,
  RETRIED_BY_DEFAULT,
  RETRIED_REASONS,
  secondsOf,
  type Limits,
  type RetriedReason,
} from '../author/limits'

export const LIMIT_NAMES = [
  'timeout',
  'stall',
  'retries',
  'retryOn',
  'memory',
  'concurrency',
  'resources',
  'programs',
  'secrets',
  'allowNaN',
] as const

/** Bytes: Node alone holds about 50 MB before a run has begun. */
const LEAST_MEMORY = 100e6

/** Reads the limits among the options of a sweep, reporting everything that is wrong with them. What is wrong is left out. */
export function checkLimits(
  given: Readonly<Record<string, unknown>>,
  path: string,
  report: (problem: Problem) => void,
): Limits {
  const read = <V>(name: keyof Limits, wanted: Wanted<V>): V | undefined => {
    const value = given[name]
    if (value === undefined) return undefined
    const good = wanted.read(value)
    if (good === undefined)
      report({
        code: 'wrong-option-value',
        message: `\`${name}\` takes ${wanted.allowed}, not ${describeValue(value)}`,
        path: `${path}.${name}`,
        hint: wanted.hint,
      })
    return good
  }
  return withoutUndefined({
    timeout: read('timeout', TIMEOUT),
    stall: read('stall', SILENCE),
    retries: read('retries', RETRIES),
    retryOn: checkReasons(given['retryOn'], given['retries'], `${path}.retryOn`, report),
    memory: read('memory', MEMORY),
    concurrency: read('concurrency', CONCURRENCY),
    resources: checkResources(given['resources'], `${path}.resources`, report),
    programs: read('programs', PROGRAMS),
    secrets: read('secrets', SECRETS),
    allowNaN: read('allowNaN', PATHS),
  })
}

interface Wanted<V> {
  readonly allowed: string
  readonly hint: string
  /** Undefined for what is not allowed. */
  readonly read: (value: unknown) => V | undefined
}

const whole = (least: number, most: number) => (value: unknown) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most ? value : undefined

const TIMEOUT: Wanted<number> = {
  allowed: 'a time above zero, in seconds or with a unit (s, min, h, d)',
  hint: "write timeout: '90 s', '20 min' or '2 h'; leave it out for no limit",
  read: (value) => within(secondsOf(value), Number.MIN_VALUE),
}

const SILENCE: Wanted<number> = {
  allowed: 'a time of at least 10 seconds, in seconds or with a unit (s, min, h, d), or false',
  hint: "write stall: '2 h', or stall: false for runs that may be silent for ever; leave it out for 30 minutes",
  read: (value) => (value === false ? 0 : within(secondsOf(value), LEAST_SILENCE)),
}

/** Seconds: a run that waits for another process or machine is silent so long without being stuck. */
const LEAST_SILENCE = 10

const PATHS: Wanted<readonly string[]> = {
  allowed: 'a list of paths of metrics and series',
  hint: "write allowNaN: ['history.loss'], or ['val'] for all in val",
  read: (value) =>
    Array.isArray(value) && value.every((path) => typeof path === 'string' && path !== '')
      ? (value as string[])
      : undefined,
}

const MEMORY: Wanted<number> = {
  allowed: 'at least 100 MB, with a unit (MB, GB, TB, MiB, GiB, TiB)',
  hint: "write memory: '2 GB'; leave it out for no limit",
  read: (value) => within(memoryBytes(value), LEAST_MEMORY),
}

const within = (value: number | undefined, least: number): number | undefined =>
  value !== undefined && Number.isFinite(value) && value >= least ? value : undefined

const RETRIES: Wanted<number> = {
  allowed: 'a whole number from 0 to 100',
  hint: 'write retries: 2 for at most three attempts',
  read: whole(0, 100),
}

const CONCURRENCY: Wanted<number> = {
  allowed: 'a whole number of at least 1',
  hint: 'write concurrency: 1 for one run of this task at a time; leave it out for as many as nx executes',
  read: whole(1, Number.MAX_SAFE_INTEGER),
}

const PROGRAMS: Wanted<readonly string[]> = {
  allowed: 'a list of names of programs, without folders and arguments',
  hint: "write programs: ['ffmpeg'], or leave it out when runs start none",
  read: (value) =>
    Array.isArray(value) && value.every((name) => typeof name === 'string' && /^[^\s/\\]+$/.test(name))
      ? [...new Set(value as string[])].sort()
      : undefined,
}

const SECRETS: Wanted<readonly string[]> = {
  allowed: 'a list of names of environment variables',
  hint: "write secrets: ['OPENAI_API_KEY']: the name, never the value",
  read: (value) =>
    Array.isArray(value) && value.every((name) => typeof name === 'string' && isVariableName(name))
      ? [...new Set(value as string[])].sort()
      : undefined,
}

function checkReasons(
  given: unknown,
  retries: unknown,
  path: string,
  report: (problem: Problem) => void,
): readonly RetriedReason[] | undefined {
  if (given === undefined) return undefined
  const hint = `write retryOn: [${RETRIED_BY_DEFAULT.map((reason) => `'${reason}'`).join(', ')}]: these unless given`
  if (!Array.isArray(given) || given.length === 0) {
    report({
      code: 'wrong-option-value',
      message: `\`retryOn\` takes a list of reasons, not ${describeValue(given)}`,
      path,
      hint,
    })
    return undefined
  }
  if (retries === undefined || retries === 0)
    report({ message: '`retryOn` says when to try again, but `retries` is 0', path, hint: 'add retries: 2' })
  const isReason = (value: unknown): value is RetriedReason => (RETRIED_REASONS as readonly unknown[]).includes(value)
  for (const [i, value] of given.entries()) {
    if (isReason(value)) continue
    const known = typeof value === 'string' ? suggest(value, RETRIED_REASONS) : hint
    report({ message: `${describeValue(value)} is no reason to try again`, path: `${path}[${i}]`, hint: known })
  }
  return RETRIED_REASONS.filter((reason) => given.includes(reason))
}

function checkResources(
  given: unknown,
  path: string,
  report: (problem: Problem) => void,
): Readonly<Record<string, number>> | undefined {
  if (given === undefined) return undefined
  const hint = 'write resources: { gpu: 1 }, or { gpu: 0.5 } for two runs on one'
  if (typeof given !== 'object' || given === null || !isPlain(given)) {
    report({
      code: 'wrong-option-value',
      message: `\`resources\` takes a block of slots and how many of each, not ${describeValue(given)}`,
      path,
      hint,
    })
    return undefined
  }
  const good: [string, number][] = []
  for (const [name, amount] of Object.entries(given)) {
    if (!/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name))
      report({
        message: `a slot is called by 1 to 40 letters A to Z, digits, _ and -, not ${JSON.stringify(name)}`,
        path,
        hint,
      })
    else if (isAmount(amount)) good.push([name, amount])
    else
      report({
        message: `a run takes a whole number of slots or a part of one, not ${describeValue(amount)}`,
        path: `${path}.${name}`,
        hint,
      })
  }
  return Object.fromEntries(good.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && ((value > 0 && value < 1) || (Number.isSafeInteger(value) && value > 0))
