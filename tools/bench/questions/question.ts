import type { Contest } from '../contender'
import type { Options, QuestionName } from '../options'

/** A question about our speed. */
export interface Question {
  readonly name: QuestionName
  /** Numbers of runs that it is asked for; none where they mean nothing. */
  readonly sizes: readonly number[]
  /** Makes everything ready; `n` is one of the sizes, or what the command line says in their place. */
  prepare(n: number, options: Options, say: (line: string) => void): Promise<Contest>
}
