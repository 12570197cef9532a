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
  /** The metric that decided. */
  readonly by: string
  readonly ties: readonly Tie[]
  /** The author has said which of settings that tie is taken. */
  readonly isRuled?: true
  /** Why the author chose by a metric that is not for choosing: then nothing of these runs is an honest thing to report. */
  readonly optimistic?: string
}

/** Ties as sentences without a stop: `k = 1 and k = 5 tie on val.accuracy (neighbours): k = 1, the first in the sweep, is taken`. */
export function tieSentences(choices: readonly SelectionRecord[], wordsOf = (metric: string) => metric): string[] {
  const sentences = choices.flatMap(({ by, ties }) =>
    ties.map(({ where, tied, taken, rule }) => {
      const place = where === '' ? '' : ` (${where})`
      return `${listed(tied)} tie on ${wordsOf(by)}${place}: ${taken}, ${rule}, is taken`
    }),
  )
  return [...new Set(sentences)]
}

/** Those ties of which nobody has said what is taken: what is shown hangs on the order of a sweep. */
export const unruledTies = (choices: readonly SelectionRecord[]): string[] =>
  tieSentences(choices.filter(({ isRuled }) => isRuled !== true))

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`
