import type { Partly } from '../../results/stored/paths'
import { FROM, type FromMark } from './marks'
import type { Axis, Json } from './types'

/** Any function that could be the `run` of a task. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the bound of a type parameter that is given by `typeof run`.
export type AnyRun = (config: any, ctx: any) => unknown

/** What `run` gets: a config of the task. */
export type ConfigOfRun<R> = R extends (config: infer C, ...rest: never[]) => unknown ? C : unknown

/** What `run` returns: the result. */
export type OutputOfRun<R> = R extends (...given: never[]) => infer O ? Awaited<O> : unknown

declare const RUN: unique symbol

/**
 * What a config holds where a result of another task is taken: the name of the task, and what was said of the run. `ctx.from` opens it. `R` is the `run` of
 * that task.
 */
export type From<R = AnyRun> = {
  readonly from: string
  readonly same?: readonly string[]
  /** Never there: it carries the type. */
  readonly [RUN]?: R
} & (unknown extends ConfigOfRun<R> ? { readonly [key: string]: Json | undefined } : PartOf<ConfigOfRun<R>>)

/** Any place of a config at which a result is taken. */
export interface AnyFrom {
  readonly from: string
  readonly [RUN]?: unknown
}

/** The `run` whose result is taken; of several alternatives, any of theirs. */
export type RunOf<F> = F extends { readonly [RUN]?: infer R } ? Exclude<R, undefined> : never

type PartOf<C> = {
  readonly [K in C extends unknown ? keyof C : never]?: C extends { readonly [P in K]: infer V } ? V : never
}

/** A part of a config; any of its values may be a sweep. */
export type Match<C> = unknown extends C ? { readonly [key: string]: unknown } : Swept<Partly<C>>

type Swept<P> = P extends string | number | boolean | null | undefined | readonly unknown[]
  ? P | Axis<P>
  : { readonly [K in keyof P]: Swept<P[K]> } | Axis<unknown>

/** What `from` takes beside the match. */
export interface FromOptions {
  /** Key paths at which the run that is taken from has what the run itself has: `['dataset']`. */
  readonly same?: readonly string[] | undefined
}

/**
 * The result of a run of another task, as a value of a config: the run that has it goes on from there, and `ctx.from(config.weights)` gives it. It is trained
 * first, in the same call; its bytes are in the key of the run that takes it.
 *
 * The run that is meant has a config that agrees with `match`, has what the taking run has at the paths of `same`, and, if several are left, the seed of the
 * taking run. Exactly one must be left, or the task is refused.
 *
 * @param task the name of the task: its folder in `tasks`.
 * @param match a part of the config of the run that is meant. Its values may be sweeps, and a named alternative may be given by its label.
 * @example defineSweep({ weights: from<typeof pretrain>('pretrain', { size: sweep(['small', 'large']) }), lr: 0.1, seed: seeds(3) })
 */
export function from<R extends AnyRun = AnyRun>(
  task: string,
  match?: Match<ConfigOfRun<R>>,
  options?: FromOptions,
): Axis<From<R>> {
  const mark: FromMark = { task, match, options }
  const isBlock = typeof match === 'object' && match !== null
  const same = options?.same
  const block = { from: task, ...(same === undefined ? {} : { same }), ...(isBlock ? match : {}) }
  Object.defineProperty(block, FROM, { value: mark })
  return Object.freeze(block) as unknown as Axis<From<R>>
}
