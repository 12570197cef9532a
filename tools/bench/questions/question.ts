import type { Contest } from '../contender'
import type { Options } from '../options'

/** What a question is given beside its options. */
export interface Bench {
  /** Tells the person who waits what is going on. */
  say(line: string): void
  /** Leaves something to be done when the question is answered, or could not be: latest first. */
  later(cleanUp: () => Promise<void> | void): void
}

/** A question about our speed or size. A new one is a file beside this one and a name in `all.ts`. */
export interface Question {
  /** One lower-case word: `--only` takes it. */
  readonly name: string
  /** What it asks, as a sentence. */
  readonly asks: string
  /** Numbers of runs that it is asked for; none where they mean nothing. */
  readonly sizes: readonly number[]
  /** Makes everything ready; `n` is one of the sizes, or what the command line says in their place. */
  prepare(n: number, options: Options, bench: Bench): Promise<Contest>
}
