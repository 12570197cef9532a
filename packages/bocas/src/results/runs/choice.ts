import { wordsIn, type Language } from '../../text'

/** A choice between settings of which the means do not differ. */
export interface Tie {
  /** The values of `each` in words; empty for none. */
  readonly where: string
  /** What tells the tied settings apart: `k = 1`. */
  readonly tied: readonly string[]
  readonly taken: string
  /** Why that one: `the first in the sweep`. */
  readonly rule: string
  /** The setting that was taken, as `settingOf` spells it. */
  readonly setting: string
}

/** How `select` has chosen runs. */
export interface SelectionRecord {
  /** The metric that decided, and whether the highest or the lowest mean of it was taken. */
  readonly by: string
  readonly best: 'max' | 'min'
  /** The keys for each value of which there was a choice of its own. */
  readonly each: readonly string[]
  /** The tasks among whose settings was chosen. */
  readonly tasks: readonly string[]
  readonly ties: readonly Tie[]
  /** The author has said which of settings that tie is taken. */
  readonly isRuled: boolean
  /** Why the author chose by a metric that is not for choosing: then nothing of these runs is an honest thing to report. */
  readonly optimistic?: string | undefined
}

/** Ties as sentences without a stop: `k = 1 and k = 5 tie on val.accuracy (neighbours): k = 1, the first in the sweep, is taken`. */
export function tieSentences(
  choices: readonly SelectionRecord[],
  wordsOf = (metric: string) => metric,
  language?: Language,
): string[] {
  const { and, choice } = wordsIn(language).results
  const listed = (words: readonly string[]): string =>
    words.length < 2 ? words.join('') : and(words.slice(0, -1).join(', '), words.at(-1)!)
  const sentences = choices.flatMap(({ by, ties }) =>
    ties.map(
      ({ where, tied, taken, rule }) => `${choice.tie(listed(tied), wordsOf(by), where)}: ${choice.taken(taken, rule)}`,
    ),
  )
  return [...new Set(sentences)]
}

/** Those ties of which nobody has said what is taken: what is shown hangs on the order of a sweep. */
export const unruledTies = (choices: readonly SelectionRecord[], language?: Language): string[] =>
  tieSentences(
    choices.filter(({ isRuled }) => !isRuled),
    undefined,
    language,
  )

/** By what settings were chosen, without what came of it: what a checklist asks. */
export type Criterion = Pick<SelectionRecord, 'by' | 'best' | 'each' | 'tasks'>

export const criteriaOf = (choices: readonly SelectionRecord[]): Criterion[] =>
  choices.map(({ by, best, each, tasks }) => ({ by, best, each, tasks }))
