import type { Problem } from 'bocas/internal'
import type { Login, LoginOptions } from './login/login'
import type { Transport } from './transport'

/** What one run asks of a machine. What is left out is what the engine's own configuration says. */
export interface JobResources {
  readonly cpus?: number | undefined
  readonly gpus?: number | undefined
  /** Bytes, for all processes of the run together. */
  readonly memory?: number | undefined
  /** Seconds after which the run is ended. */
  readonly seconds?: number | undefined
}

/** One run that is to be executed somewhere. All paths are those of the machine that executes it. */
export interface JobRequest {
  /** The run's key: by it a job is found again, whoever submitted it. */
  readonly key: string
  readonly task: string
  /** The run's name, for people. */
  readonly name: string
  /** The tactic of the run's config, where it names one: configuration may differ by it. */
  readonly tactic?: string | undefined
  /** The program and its arguments, never words for a shell. */
  readonly command: readonly string[]
  /** The folder of the job: specification, messages and result lie in it. */
  readonly folder: string
  /** Where both outputs of the job go. */
  readonly log: string
  readonly resources: JobResources
  /** 1 for the first; more when as many less one have failed, of which each may have been out of time or memory. */
  readonly attempt: number
  /** The engine's configuration as it is for this run: with what it says of the task and of the tactic merged into it. */
  readonly configuration: EngineConfiguration
}

/** What a person says of an engine, in profiles.json. */
export type EngineConfiguration = Readonly<Record<string, unknown>>

/** How a job stands. */
export type JobState =
  /** In the queue; `reason` in plain words. */
  | { readonly kind: 'waiting'; readonly reason?: string | undefined }
  | { readonly kind: 'running'; readonly node?: string | undefined }
  | {
      readonly kind: 'ended'
      readonly how: 'done' | 'failed' | 'cancelled' | 'out of time' | 'out of memory' | 'node lost'
      readonly code?: number | undefined
      /** The engine's own words. */
      readonly words?: string | undefined
    }
  /** The engine does not know the job any more (or not yet): what the job has left in its folder decides. */
  | { readonly kind: 'unknown' }

/**
 * Where runs are executed: a scheduler, or machines that take them. An engine submits many at once, asks for many at once, and knows nothing of results:
 * these come home by a transport.
 */
export interface Engine {
  /** How runs get to where they are executed, when jobs do not see this workspace where it is. */
  readonly transport?: Transport
  /** As `BOCAS_ENGINE` names it. */
  readonly name: string
  /** Told that there will be requests: it may begin to reach what executes them. */
  announce?(): void
  /** What is wrong with these requests, all of it, before any is submitted: an unknown partition, a limit above what is allowed. */
  refuse(requests: readonly JobRequest[]): Promise<readonly Problem[]>
  /** How many jobs it takes at once of whoever calls, as far as that is known before any is submitted. @param configuration of runs of which nothing else is said. */
  most?(configuration: EngineConfiguration): Promise<number>
  /** How many jobs are given to `submit` at a time, for an engine that begins with some of them while others are made ready. All together where it does not say. */
  readonly portion?: number
  /**
   * Submits all of them, in as few calls as the engine can.
   *
   * @returns the engine's own names for the jobs, in the order of the requests.
   * @throws ProblemsError when nothing was submitted; what was submitted before a fault is cancelled first.
   */
  submit(requests: readonly JobRequest[]): Promise<readonly string[]>
  /** How jobs stand, by one cheap call for all of them. */
  poll(jobs: readonly string[]): Promise<ReadonlyMap<string, JobState>>
  /** Ends jobs, also those that wait; what has ended already is no error. */
  cancel(jobs: readonly string[]): Promise<void>
  /**
   * Which of these were submitted already, by whatever the engine lets a job be found by (its name): asked after a process was killed between a submission
   * and the note of it. Of an engine that cannot tell they are submitted once more, and the job that comes second ends at once.
   *
   * @returns the names of the jobs, or undefined, in the order of the requests.
   */
  find?(requests: readonly JobRequest[]): Promise<readonly (string | undefined)[]>
}

/** What an engine is made from. */
export interface EngineOptions {
  readonly root: string
  /** The name of the profile that was chosen, if one was. */
  readonly profile?: string | undefined
  /** What the profile says of the engine, without what it says of single tasks and tactics. */
  readonly configuration: EngineConfiguration
}

/** What any engine may use. */
export interface EngineTools {
  /** The environment of all programs that it starts: without what gives access to something, because jobs inherit it. */
  readonly env: NodeJS.ProcessEnv
  /** Reaches a machine by ssh from which jobs are submitted, and which may have the workspace elsewhere. */
  openLogin(options: LoginOptions): Login
}

/** What a package exports that is an engine: `@bocas/slurm` for `BOCAS_ENGINE=slurm`. */
export interface EngineModule {
  createEngine(options: EngineOptions & EngineTools): Engine | Promise<Engine>
  /**
   * What is wrong with a configuration, all of it; paths begin at it. Asked of what holds for all runs, and of each part for a task or a tactic, of which every key
   * may be left out.
   */
  configurationProblems?(configuration: EngineConfiguration): readonly Problem[]
}
