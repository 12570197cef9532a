import { AXIS, SWEEP, type AxisMark, type SweepMark } from './marks'
import type { Axis, ConfigOf, Named, Node, PathOf, Resolve, Sweep, SweepOptions, Tree } from './types'

// None of the three words throws: what is wrong is found when the whole file is checked, all at once.

/**
 * A key that takes each of these values in turn: plain values, or whole blocks (whose keys then go together).
 * Blocks may hold sweeps of their own.
 *
 * @example defineSweep({ lr: sweep([0.1, 0.01]), pre: sweep([{ net: 'r50', from: 'in1k' }, { net: 'vit', from: 'mae' }]) })
 */
// NoInfer: without it TypeScript infers T backwards from the literal around it, and a sweep inside a list is TS2589.
export function sweep<const T extends readonly Node[]>(values: T): NoInfer<Axis<Resolve<T[number]>>>
/**
 * A key that takes each of these named alternatives in turn. The label arrives in `run` as `name`, tells the alternatives
 * apart there, and is the run's segment of that key. A block may hold sweeps of its own: keys that exist only there.
 *
 * @example defineSweep({ model: sweep({ cnn: { dropout: sweep([0, 0.5]) }, mlp: { hidden: 128 } }) })
 */
export function sweep<const T extends { readonly [label: string]: Tree & { readonly name?: never } }>(
  alternatives: T,
): NoInfer<Axis<Named<T>>>
export function sweep(given: unknown): unknown {
  return Object.freeze({ [AXIS]: { word: 'sweep', given } satisfies AxisMark })
}

/**
 * The key that holds the run's seed: the seeds 0 to n − 1, or the given ones (distinct non-negative integers).
 * Statistics are taken over it; `ctx.seed` is its value.
 */
export function seeds(given: number | readonly number[]): Axis<number> {
  return Object.freeze({ [AXIS]: { word: 'seeds', given } satisfies AxisMark })
}

/**
 * The configs of a task: every combination of the values of its axes. Several blocks are a union, whose shared configs
 * run once. The default export of a task's `sweep.ts`; further sweeps of the task are named exports.
 *
 * @param definition a block of keys, or a list of blocks.
 * @param options which configs to keep, how many are too many, what runs are called, what they read.
 */
// C is never inferred (not from `options`, not from what the result is assigned to): it is T's config by default. Without
// a parameter of its own TypeScript asks for the key paths of a T it does not know yet, which is TS2589.
export function defineSweep<const T extends Tree | readonly Tree[], C = ConfigOf<T>>(
  definition: T,
  options?: SweepOptions<NoInfer<C>, PathOf<C>>,
): NoInfer<Sweep<C>> {
  return Object.freeze({ [SWEEP]: { given: definition, options } satisfies SweepMark })
}
