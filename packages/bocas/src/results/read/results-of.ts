import { ProblemsError } from '../../problems'
import type { AnyRun, ConfigOfRun, OutputOfRun } from '../../sweep/author/from'
import type { Runs } from '../runs/runs'

const GIVEN = Symbol.for('bocas.results')

/** Gives the results of a task, or throws because they are not there yet. */
export type GiveResults = (task: string) => Runs

/** @internal Who evaluates a sweep says what `resultsOf` gives there. */
export function giveResults(give: GiveResults): void {
  ;(globalThis as { [GIVEN]?: GiveResults })[GIVEN] = give
}

/**
 * The results of all runs of another task, for a sweep that is made from them: select, `only`, `groupBy` and all else that figures do with their `runs`. The
 * sweep is evaluated when they are there, in the same call of nx that trains them, and anew when they change.
 *
 * @param task the name of the task: its folder in `tasks`. `R` is its `run`: `resultsOf<typeof tune>('tune')`.
 * @throws Error anywhere but in a `sweep.ts` and what it imports.
 * @example const [best] = resultsOf<typeof tune>('tune').select({ each: [], by: 'val.accuracy', max: true })
 */
export function resultsOf<R extends AnyRun = AnyRun>(task: string): Runs<ConfigOfRun<R>, OutputOfRun<R>> {
  const give = (globalThis as { [GIVEN]?: GiveResults })[GIVEN]
  if (give) return give(task) as unknown as Runs<ConfigOfRun<R>, OutputOfRun<R>>
  throw new ProblemsError(
    `resultsOf('${task}') gives results in sweep.ts only; a run takes the result of another run: start: from('${task}') in sweep.ts, ctx.from(config.start) in run.ts`,
  )
}
