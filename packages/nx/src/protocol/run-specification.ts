import type { KnownKeys, Problem, ProgramPlace, ProgramReason, Codes } from 'bocas/internal'
import type { RunIngredients } from 'bocas/internal/light'
import type { DataFile } from '../shared/data-files'
import type { UpstreamRun } from '../shared/upstream'
import type { GivenSlots } from '../slots/leases'
import type { RetriedReason } from 'bocas/internal/light'

/**
 * Everything that a machine needs to execute one run, as JSON: the seam between the host, which decides, and a worker, which executes.
 * All paths are absolute.
 */
export interface RunSpecification {
  readonly format: 1
  readonly task: string
  readonly name: string
  readonly key: string
  readonly config: unknown
  /** The keys of all configs of the task: the run may ask for those and no others. */
  readonly known: KnownKeys
  readonly seed?: { readonly path: string; readonly value: number }
  /** The run's code as one ES module. */
  readonly bundle: string
  /** Names that `ctx.input` takes. */
  readonly data: Readonly<Record<string, string>>
  /** The data in the state in which it is in the key: a run that ends with other data is not kept. */
  readonly dataFiles: readonly DataFile[]
  /** The results of other tasks that `ctx.from` takes, by the key path in the config. */
  readonly taken?: Readonly<Record<string, GivenResult>>
  /** The runs of other tasks whose results go into this one. */
  readonly upstream?: readonly UpstreamRun[]
  /** Packages that the code may load, by name: loading another one means that the key is blind to it. */
  readonly packages: readonly string[]
  /** Of a job: where these packages lie in the workspace, and in which versions. It is looked at where the job is executed, whose machine has packages of its own. */
  readonly installed?: readonly { readonly folder: string; readonly version?: string | undefined }[]
  /** Programs that the code may start, by name. */
  readonly programs?: readonly string[]
  /** Environment variables that look like credentials and that the run is given all the same. Names, never values. */
  readonly secrets?: readonly string[]
  /** Of a run that is a program: what `command` needs to start it. */
  readonly program?: Omit<ProgramPlace, 'root' | 'data' | 'from'>
  /** What the key is made of beside the config; kept beside the result. */
  readonly ingredients: RunIngredients
  readonly root: string
  /** The run's own folder: `scratch/` to work in, `entry/` to become the store's entry. */
  readonly work: string
  /** What of the machine the run has to itself, when its sweep asks for something. */
  readonly slots?: GivenSlots
  /**
   * Where the finished entry goes: the store; a folder of its own for a try; or nowhere, because whoever started the job takes it out of the work folder
   * (`outbox`), and has the key's lock.
   */
  readonly into: 'store' | 'outbox' | { readonly folder: string }
  /** What the run's sweep asks of the machine, for whoever executes it elsewhere. */
  readonly demand?: Readonly<Record<string, number>>
  /** Threads of a Python program, when a profile says how many. */
  readonly threads?: number
  /** Of a run that an engine executes: which, and under what name. */
  readonly job?: { readonly engine: string; readonly id?: string }
  /** What the run is held to by whoever launches it. */
  readonly limits?: RunLimits
  /** How the run's code stood in git; null outside of git. */
  readonly code?: CodeState | null
  /** Attempts of the same call that failed before this one. */
  readonly attempts?: readonly Attempt[]
}

/** What a run may take: seconds, and bytes of memory with all processes that it has started. */
export interface RunLimits {
  readonly timeout?: number | undefined
  readonly memory?: number | undefined
  /** Seconds without a sign of life; 0 for any time. */
  readonly stall?: number | undefined
}

/** How the code of a run stood in git when the run was planned. */
export interface CodeState {
  readonly commit: string
  /** Whether any tracked file of the workspace differed from the commit. */
  readonly dirty: boolean
  /** Files of the run's own code that differed, workspace-relative. */
  readonly changed: readonly string[]
  /** Files of the run's own code that git does not track: their content is in no commit and in no diff. */
  readonly untracked: readonly string[]
  /** By what the changed ones differed, as `git diff` says it; cut at the end of a line when it is longer than {@link LONGEST_DIFF}. */
  readonly diff: string
  readonly cut: boolean
}

/** Why a run failed. A surprise is a result that fits no key: another attempt would come to the same. */
export type FailureReason = RetriedReason | 'surprise'

/** One attempt that failed. */
export interface Attempt {
  readonly reason: FailureReason
  readonly message: string
  readonly at?: string
  readonly started: string
  readonly seconds: number
}

/** A result of another task that a run takes, as it is in the run's key. */
export interface GivenResult {
  readonly task: string
  readonly name: string
  readonly key: string
  /** The folder that holds it. */
  readonly dir: string
  readonly digest: string
}

/** What a worker tells its host, in the order in which it can happen. */
export type WorkerMessage =
  | { readonly type: 'busy' }
  | { readonly type: 'kept' }
  /** All that comes before it is done: its code computes now. */
  | { readonly type: 'computing' }
  | {
      readonly type: 'progress'
      readonly step: number
      readonly of: number
      readonly metrics?: Readonly<Record<string, number>> | undefined
    }
  /** Its code has returned, and its process holds little of this machine: what is left is to keep the result. */
  | { readonly type: 'computed' }
  /** It was asked to stop by a signal, and is about to. */
  | { readonly type: 'stopping' }
  | { readonly type: 'trained' }
  /** It was asked to stop. What it may have returned then can be a part of a result, and is not kept. */
  | { readonly type: 'interrupted' }
  | {
      readonly type: 'failed'
      /** In plain words. */
      readonly message: string
      /** The same as data, of an error that says what a person has to put right. */
      readonly problems?: readonly Problem[]
      /** What docs/errors.md says more about. */
      readonly codes?: Codes
      readonly at?: string | undefined
      /** `threw` unless said. */
      readonly reason?: Exclude<ProgramReason, 'interrupted'> | undefined
    }

/** By which a worker says how its run came out. */
export type LastWord = Exclude<WorkerMessage, { type: 'computing' | 'computed' | 'progress' | 'stopping' }>

/** The word after the path of the specification that tells a worker to wait for {@link BEGIN}: there is no specification yet. */
export const WAIT = 'wait'

/** What a host sends to a worker that waits. */
export const BEGIN = 'begin'
