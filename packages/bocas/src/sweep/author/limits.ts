/** A time: `'90 s'`, `'5 min'`, `'2 h'`, `'1 d'`, or a number of seconds. */
export type Duration = number | `${number}${'' | ' '}${'s' | 'min' | 'h' | 'd'}`

/** An amount of memory: `'512 MB'`, `'2 GB'` (powers of 1,000), `'2 GiB'` (powers of 1,024). */
export type Memory = `${number}${'' | ' '}${'MB' | 'GB' | 'TB' | 'MiB' | 'GiB' | 'TiB'}`

/**
 * Why a run failed, as far as another attempt may end better: `threw` an error, `exited` before it returned, was ended by a `signal`, took
 * longer than its `timeout`, gave no sign of life (`stall`), needed more `memory` than it has.
 */
export const RETRIED_REASONS = ['threw', 'exited', 'signal', 'timeout', 'stall', 'memory'] as const
export type RetriedReason = (typeof RETRIED_REASONS)[number]

/** Reasons that are retried unless `retryOn` says otherwise. A run that threw is computed from the same seed and throws again. */
export const RETRIED_BY_DEFAULT: readonly RetriedReason[] = ['exited', 'signal', 'timeout', 'stall', 'memory']

/**
 * What the runs of a task are allowed, each of them alike. Nothing of it is in a run's key: a result that came about is the same whatever
 * the limits were. Absent means without limit; `retries` is 0 then.
 */
export interface Limits {
  /** Seconds that one attempt may take. */
  readonly timeout?: number
  /** Seconds that a run may go without a sign of life; 0 for any time. Absent means {@link STALL}. */
  readonly stall?: number
  /** How often a run that failed is tried again in the same call. */
  readonly retries?: number
  readonly retryOn?: readonly RetriedReason[]
  /** Bytes that a run, with all processes it has started, may hold. */
  readonly memory?: number
  /** How many runs of the task are executed at the same time. */
  readonly concurrency?: number
  /** What one run takes of the machine's slots: `{ gpu: 0.5 }`. */
  readonly resources?: Readonly<Record<string, number>>
  /** Names of programs that a run may start. */
  readonly programs?: readonly string[]
  /** Environment variables that a run is given and that are stored nowhere. */
  readonly secrets?: readonly string[]
  /** Paths of metrics and series that may be NaN or infinite, or what stands above them: a strict paper takes no others. */
  readonly allowNaN?: readonly string[]
}

/** Seconds without a sign of life after which a run is ended, unless its sweep says something else. */
export const STALL = 30 * 60

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 }
const BYTES: Readonly<Record<string, number>> = {
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
}

/** The seconds of a duration; undefined when it is none. Its sign is not judged here. */
export const secondsOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : measure(value, SECONDS)

/** The bytes of an amount of memory; undefined when it is none. */
export const memoryBytes = (value: unknown): number | undefined => measure(value, BYTES)

function measure(value: unknown, units: Readonly<Record<string, number>>): number | undefined {
  if (typeof value !== 'string') return undefined
  const [, number, unit] = /^\s*([+-]?\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(value) ?? []
  if (number === undefined || !Object.hasOwn(units, unit!)) return undefined
  return Number(number) * units[unit!]!
}
