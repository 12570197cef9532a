import type { HostSettings } from './settings'

/** A job as this engine knows it. */
export interface SshJob {
  /** `<key>/<number>`: by it its folder is found. */
  readonly id: string
  /** Its words, with places that depend on the host. */
  readonly command: readonly string[]
  /** What it needs beside its specification, as seen from the workspace. */
  readonly files: readonly string[]
}

/** A job on a host. */
export interface HostedJob {
  readonly job: SshJob
  /**
   * `arriving`: on its way there. `queued`: in the queue of the host. An `ended` one holds no slot; what it left is fetched until nobody asks for it, because some of it may be
   * younger than what is here.
   */
  phase: 'arriving' | 'queued' | 'running' | 'ended'
  /** Since when it is in this phase, or was asked for in vain. */
  since: number
  /** Its exit code, where that is known. */
  code?: number | undefined
}

/** A host, and what is known of it. Times are of a clock that no one can set. */
export interface Host extends HostSettings {
  readonly name: string
  /** By their ids. */
  readonly jobs: Map<string, HostedJob>
  /** How many jobs beyond its slots are given to it, so that no slot is empty until the next look. */
  backlog: number
  /** Since when it does not answer. */
  awaySince?: number
  /** Why jobs cannot be brought to it although it answers, and since when. */
  trouble?: { readonly words: string; readonly since: number }
  /** Ids of jobs that are over: what is left of them there can go. */
  readonly garbage: Set<string>
  /** Files that were brought, with what they were then. */
  readonly brought: Map<string, string>
  /** Calls of one host come one after the other. */
  calls: Promise<unknown>
  /** When the last look at it ended, and how long that took; undefined while it is being looked at. */
  lastLook: { readonly at: number; readonly took: number } | undefined
  /** Milliseconds from one job that ends to the next, between the last two looks; undefined when none did. */
  pace?: number | undefined
}

/** Jobs that wait for each slot of a host of which nothing is known yet: so many short ones are over before it is looked at twice. */
const AT_FIRST = 4

export const makeHost = (name: string, settings: HostSettings): Host => ({
  name,
  ...settings,
  jobs: new Map(),
  backlog: AT_FIRST * settings.slots,
  garbage: new Set(),
  brought: new Map(),
  calls: Promise.resolve(),
  lastLook: { at: -Infinity, took: 0 },
})

/** How many jobs a host has that need a slot, now or later. */
export const load = (host: Host): number => [...host.jobs.values()].filter(({ phase }) => phase !== 'ended').length

const PHASES: ReadonlyArray<HostedJob['phase']> = ['arriving', 'queued', 'running', 'ended']

/** A job only ever goes on, in whichever order one hears of it. */
export function advance(hosted: HostedJob, phase: HostedJob['phase']): void {
  if (PHASES.indexOf(phase) > PHASES.indexOf(hosted.phase)) Object.assign(hosted, { phase, since: performance.now() })
}

/** The key of the run that a job executes. */
export const keyOf = (id: string): string => id.split('/')[0]!
