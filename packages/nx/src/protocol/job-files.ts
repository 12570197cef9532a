import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { workspacePaths } from 'bocas/internal/light'
import type { LastWord, WorkerMessage } from './run-specification'
import { readJson } from '../shared/read-json'
import { SPECIFICATION } from '../shared/specification-file'

/**
 * What lies where in the folder of a job, `.bocas/jobs/<key>/<number>/`: there whoever submitted a job and whoever executes it say to each other what a line
 * between two processes of one machine says.
 */
export const jobPlaces = (folder: string) => ({
  /** What is to be executed; written before the job is submitted. */
  specification: join(folder, SPECIFICATION),
  /** What whoever submitted it knows of it: {@link JobNote}. */
  note: join(folder, 'job.json'),
  /** The submission whose job has the run, made by the first of its jobs that begins. */
  claim: join(folder, 'claim'),
  /** The name of a later job that goes on in the place of the first, when a job has submitted one. */
  successor: join(folder, 'successor'),
  /** What the engine prints of it. */
  log: join(folder, 'run.log'),
  /** A folder for each time that the job was executed. */
  executions: join(folder, 'executions'),
})

/** What lies in the folder of one execution of a job. Beside that it is a run's work folder, whose `entry` becomes the result. */
export const executionPlaces = (execution: string) => ({
  /** {@link ExecutionMessage}s, a line each. */
  messages: join(execution, 'messages.jsonl'),
  /** Changes as long as whoever executes the job is there. */
  heartbeat: join(execution, 'heartbeat'),
  entry: join(execution, 'entry'),
  log: join(execution, 'entry', 'run.log'),
  progress: join(execution, 'progress.jsonl'),
})

/** Of these folders. A release that has another one leaves them as they are, and says so. */
const FORMAT = 1

/** What is known of a job, for a later call of nx. */
export interface JobNote {
  /** {@link FORMAT} */
  readonly format: number
  readonly engine: string
  /** The profile of the call that submitted it: with what is said there the engine is asked again. */
  readonly profile?: string
  readonly task: string
  readonly name: string
  readonly key: string
  /** The fencing number: each job of a key has a higher one than those before it. */
  readonly number: number
  /** How often it was submitted, at most: a submission of which nobody heard again is made once more. */
  readonly submission: number
  /** The engine's name for it; undefined from before its submission until the engine has answered. */
  readonly id?: string
  /** When it was submitted, for people. */
  readonly at: string
  /** How many attempts of the run there were, with this one. */
  readonly attempt: number
  /** When somebody asked to cancel it. It may be at work all the same, when whoever was asked was ended meanwhile: the next one cancels it. */
  readonly cancelled?: string
}

/** What a note says that this release writes. */
export const noteOf = (note: Omit<JobNote, 'format'>): JobNote => ({ format: FORMAT, ...note })

/** Whether another release has submitted the job, whose files this one cannot read. */
export const isOfOtherRelease = ({ format }: Pick<JobNote, 'format'>): boolean => format !== FORMAT

/** What an execution of a job says. */
export type ExecutionMessage =
  | { readonly type: 'start'; readonly host: string; readonly pid: number; readonly submission: number }
  | Extract<WorkerMessage, { type: 'progress' }>
  | ({ readonly type: 'end' } & ExecutionEnd)

/** How it came to its end, as a launcher says it of a worker. */
export interface ExecutionEnd {
  readonly said: LastWord | null
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly exceeded?: unknown
  /**
   * Bytes of what it left, by name as seen from its folder; of a result only what the result itself does not list. A copy that is made while it ends may have this word,
   * and files from before it.
   */
  readonly left?: Readonly<Record<string, number>>
}

/** Whether it was asked to stop from outside and saved what it could, so that another one may go on. One that was ended for a limit of its own has failed. */
export const mayGoOn = ({ said, exceeded }: ExecutionEnd): boolean =>
  said?.type === 'interrupted' && exceeded === undefined

/** The folder of all jobs of a run. */
export const jobsOfKey = (root: string, key: string): string => join(workspacePaths(root).jobs, key)

/** The numbers of the jobs of a run that left something, ascending. */
export const jobNumbers = (root: string, key: string): number[] => numbersIn(jobsOfKey(root, key))

/** The executions of a job, ascending. */
export const executionsOf = (folder: string): string[] => {
  const { executions } = jobPlaces(folder)
  return numbersIn(executions).map((number) => join(executions, String(number)))
}

export const readNote = (folder: string): JobNote | undefined => readJson<JobNote>(jobPlaces(folder).note)

function numbersIn(folder: string): number[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names
    .map(Number)
    .filter((number) => Number.isSafeInteger(number) && number > 0)
    .sort((a, b) => a - b)
}

/**
 * The exit code of a job that was asked to stop before the run had its result, and saved what it could: another job may go on where it was. No scheduler takes it for
 * an order of its own, as some do 75.
 */
export const GO_ON = 85

/** Milliseconds between two heartbeats of a job. */
export const HEARTBEAT = 10_000

/** Milliseconds without one after which it is gone, by the clock of whoever waits. */
export const LEASE = 90_000
