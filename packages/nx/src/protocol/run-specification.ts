import type { KnownKeys, ProgramPlace, ProgramReason } from 'bocas/core'
import type { RunIngredients } from 'bocas/keys'
import type { DataFile } from '../shared/data-files'
import type { CodeState } from '../host/launch/code-state'
import type { Attempt } from '../host/outcome/failure'
import type { RunLimits } from '../host/launch/watch-limits'
import type { GivenSlots } from '../slots/leases'

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
  /** Packages that the code may load, by name: loading another one means that the key is blind to it. */
  readonly packages: readonly string[]
  /** Programs that the code may start, by name. */
  readonly programs?: readonly string[]
  /** Of a run that is a program: what `command` needs to start it. */
  readonly program?: Omit<ProgramPlace, 'root' | 'data'>
  /** What the key is made of beside the config; kept beside the result. */
  readonly ingredients: RunIngredients
  readonly root: string
  /** The run's own folder: `scratch/` to work in, `entry/` to become the store's entry. */
  readonly work: string
  /** What of the machine the run has to itself, when its sweep asks for something. */
  readonly slots?: GivenSlots
  /** Where the finished entry goes: the store, or a folder of its own for a try. */
  readonly into: 'store' | { readonly folder: string }
  /** What the run is held to by whoever launches it. */
  readonly limits?: RunLimits
  /** How the run's code stood in git; null outside of git. */
  readonly code?: CodeState | null
  /** Attempts of the same call that failed before this one. */
  readonly attempts?: readonly Attempt[]
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
  | {
      readonly type: 'progress'
      readonly step: number
      readonly of: number
      readonly metrics?: Readonly<Record<string, number>>
    }
  /** It was asked to stop by a signal, and is about to. */
  | { readonly type: 'stopping' }
  | { readonly type: 'trained' }
  /** It was asked to stop. What it may have returned then can be a part of a result, and is not kept. */
  | { readonly type: 'interrupted' }
  | {
      readonly type: 'failed'
      readonly message: string
      readonly at?: string
      /** `threw` unless said. */
      readonly reason?: Exclude<ProgramReason, 'interrupted'>
    }

/** The word after the path of the specification that tells a worker to wait for {@link BEGIN}: there is no specification yet. */
export const WAIT = 'wait'

/** What a host sends to a worker that waits. */
export const BEGIN = 'begin'
