import { ProblemsError } from '../../problems'
import {
  shortNumber,
  shortP,
  type Estimate,
  type Provenance,
  type Recipe,
  type StatisticName,
  type Term,
} from '../../statistics'
import { reasonIn, refusal, wordsIn, type Language } from '../../text'
import { computeStatistic, type Computed } from './compute'

/** A number that is neither a mean nor a difference nor a ratio of means, such as an interquartile mean or a correlation: `mean` is the number itself. */
export interface Statistic extends Estimate {
  readonly statistic: StatisticName
  /** It has no spread over runs and no standard error; what is known of it is its interval. */
  readonly sd: null
  readonly se: null
  readonly interval: Computed['interval']
  readonly test: Computed['test']
  /** Why there is no interval, where there should be one, in the language of the runs. */
  readonly refused: string | null
  /** The p after a correction for other comparisons, where there is one. */
  readonly adjusted?: number
}

/** How it is told, and whether results are missing: then what cannot be computed yet is NaN of nothing. */
interface Told {
  readonly formula: string
  readonly said?: readonly string[] | undefined
  readonly hasHoles?: boolean | undefined
  /** Of a draft: whether a candidate has nothing yet where others have. What is known of the rest would be of other tasks. */
  readonly isPartial?: boolean | undefined
  /** In which its sentences are; English unless given. */
  readonly language?: Language | undefined
}

/**
 * The statistic of some terms.
 *
 * @throws Error with the reason when there is none at this n.
 */
export function statisticOf(
  recipe: Recipe,
  terms: readonly Term[],
  { formula, said = [], hasHoles = false, isPartial = false, language }: Told,
): Statistic {
  const found = isPartial ? refusal('resultsMissing') : computeStatistic(recipe, terms)
  const runs = [...new Set(terms.flatMap((term) => term.runs))]
  if (!('value' in found)) {
    if (!hasHoles) throw new ProblemsError(`there is no ${recipe.of} of these: ${found.refused}`)
    const nothing = { sd: null, se: null, interval: null, test: null, n: 0 } as const
    return {
      statistic: recipe.of,
      mean: NaN,
      ...nothing,
      refused: reasonIn(found, language),
      runs,
      from: { formula, terms },
    }
  }
  const { value, interval, test, n } = found
  const refused = found.refused === undefined ? null : reasonIn(found.refused, language)
  const from: Provenance = { formula, terms, decision: recipe, ...(test === null ? {} : { test: testWords(test) }) }
  const told = refused === null ? said : [...said, wordsIn(language).results.across.noInterval(refused)]
  return {
    statistic: recipe.of,
    mean: value,
    sd: null,
    se: null,
    interval,
    test,
    n,
    refused,
    runs,
    from,
    ...(told.length === 0 ? {} : { said: told }),
  }
}

function testWords({ letter, value, df, p }: NonNullable<Computed['test']>): string {
  const free = df.length === 0 ? '' : `(${df.map(shortNumber).join(', ')})`
  return `${letter}${free} ${shortNumber(value)}, p ${shortP(p)}`
}
