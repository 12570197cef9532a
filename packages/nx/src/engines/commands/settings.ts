import { aBlockOf, aBlockWith, aText, oneWordOf, setting, type Problem } from 'bocas/internal/light'
import type { EngineConfiguration, JobState } from '../engine'

/** What a person says of the engine `commands`. Lines are for /bin/sh; `{…}` in them stands for a value, in quotes where it needs some. */
export interface CommandSettings {
  /** Submits the job whose script is `{script}`, and prints its name. */
  readonly submit?: string
  /** A pattern whose first group is the name of the job in what `submit` prints. The first word of the last line else. */
  readonly id?: string
  /** Prints a line for each of the jobs `{ids}` that there is. */
  readonly poll?: string
  /** A pattern with the groups `id` and `state`, for a line of `poll`. The first two words else. */
  readonly line?: string
  /** What the words of the scheduler for the state of a job mean. */
  readonly states?: Readonly<Record<string, StateWord>>
  /** Ends the jobs `{ids}`. */
  readonly cancel?: string
  /** Further values for `{…}` in `submit`: `{ "queue": "gpu" }`; also what `{seconds}`, `{megabytes}`, `{cpus}` and `{gpus}` are for a run that does not say. */
  readonly values?: Readonly<Record<string, string | number>>
}

/** The states that a word of a scheduler can stand for. */
const STATE_WORDS = [
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
  'out of time',
  'out of memory',
  'node lost',
] as const satisfies readonly (
  Exclude<JobState['kind'], 'ended' | 'unknown'> | Extract<JobState, { kind: 'ended' }>['how']
)[]
export type StateWord = (typeof STATE_WORDS)[number]

const aPattern = setting('a regular expression', (value) => {
  if (typeof value !== 'string') return false
  try {
    return new RegExp(value) !== undefined
  } catch {
    // The engine of patterns says no; what it says is of no use to a person.
    return false
  }
})

const SETTINGS = aBlockWith({
  submit: aText,
  id: aPattern,
  poll: aText,
  line: aPattern,
  states: aBlockOf(oneWordOf(...STATE_WORDS)),
  cancel: aText,
  values: aBlockOf(setting('a text or a number', (value) => typeof value === 'string' || typeof value === 'number')),
})

export const commandSettings = (configuration: EngineConfiguration): CommandSettings => configuration

/** What is wrong with it, all of it. What a command may name is known when a job is submitted. */
export const configurationProblems = (configuration: EngineConfiguration): readonly Problem[] =>
  SETTINGS(configuration, '')
