import { ProblemsError } from '../../problems'
import { choiceNotes, checkNotEmpty, type AnyRuns, type Optimistic } from '../runs/checks'
import { checkKnown } from '../runs/options'
import type { Runs } from '../runs/runs'
import type { Result } from '../stored/result'
import { statisticOf, type Statistic } from './statistic'

/** How the examples are taken from a result, and what is asked of them. */
export interface ExamplesOptions<C, O> {
  /** Whether the model of a result is right on each example, in an order that all results share, such as the rows of a stored table. */
  readonly right: (result: Result<C, O>) => readonly boolean[]
  /** The confidence of the interval; 0.95 unless given. */
  readonly level?: number | undefined
  readonly optimistic?: Optimistic | undefined
}

/**
 * How much more often one trained model is right than another on the same examples: McNemar's exact test and the paired bootstrap over examples. It is of one run of each
 * side, because it says nothing of other seeds.
 *
 * @throws Error when a side is not one run, the examples differ in number, or both err on the same ones.
 */
export function onExamples<C, O>(first: Runs<C, O>, second: Runs<C, O>, options: ExamplesOptions<C, O>): Statistic {
  const [a, b] = [first as AnyRuns, second as AnyRuns]
  checkKnown('onExamples', options, ['right', 'level', 'optimistic'])
  for (const side of [a, b]) {
    checkNotEmpty(side)
    if (side.length !== 1)
      throw new ProblemsError(
        `onExamples() compares two trained models, and there are ${side.length} runs on one side; choose one with only({ seed: … }), or compare the means over seeds with compare()`,
      )
  }
  const [ofA, ofB] = [a, b].map((side) => side.map((result) => options.right(result as Result<C, O>))[0]!)
  if (ofA!.length !== ofB!.length)
    throw new ProblemsError(
      `both have to be tested on the same examples, and these are ${ofA!.length} and ${ofB!.length}`,
    )
  const count = (is: (own: boolean, other: boolean) => boolean): number =>
    ofA!.filter((own, i) => is(own, ofB![i]!)).length
  const counts = [count((own, other) => own && !other), count((own, other) => !own && other)]
  const runs = [a, b].flatMap((side) => side.map(({ task, name }) => `${task}/${name}`))
  const values = [...counts, ofA!.length - counts[0]! - counts[1]!]
  return statisticOf(
    { by: 'statistic', of: 'accuracy difference on the same examples', level: options.level ?? 0.95, seed: 0 },
    [{ name: 'examples that only the first has right, only the second, both alike', runs, values }],
    {
      formula: `share of examples that ${runs[0]} has right less that of ${runs[1]}`,
      said: [...new Set([...choiceNotes(a, options.optimistic), ...choiceNotes(b, options.optimistic)])],
      language: a.language,
    },
  )
}
