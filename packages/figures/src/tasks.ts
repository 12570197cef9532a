/** The type of a run function, or of several by task. */
// A run function takes any config: `never` or `unknown` would refuse those of the tasks.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyRun = (config: any, ...rest: any[]) => unknown

/** One run function, or one per task. */
export type RunsOf = AnyRun | Readonly<Record<string, AnyRun>>

type ConfigOf<R> = R extends (config: infer C, ...rest: never[]) => unknown ? C : never
type OutputOf<R> = R extends (...all: never[]) => infer O ? Awaited<O> : never
type Flat<T> = T extends unknown ? { readonly [K in keyof T]: T[K] } : never

/** The config that figures see: of several tasks, each with its `task`. */
export type JoinedConfig<R> = R extends AnyRun
  ? ConfigOf<R>
  : { [K in keyof R & string]: Flat<{ readonly task: K } & ConfigOf<R[K]>> }[keyof R & string]

/** What the runs return: of several tasks, any of theirs. */
export type CommonOutput<R> = R extends AnyRun
  ? OutputOf<R>
  : { [K in keyof R & string]: OutputOf<R[K]> }[keyof R & string]
