import { type Fact, keyBelow } from 'bocas/internal/made'
import type { Unit } from './prose-number'
import { wordsOf } from './spoken'

/** What a fact says, in the forms in which a text can say it. */
export interface SaidFact {
  /** As the text names it: `mnist.adam.accuracy`. */
  readonly name: string
  /** As the fact is quoted. */
  readonly text: string
  /** Words of its name by which a text may speak of it, in small letters. */
  readonly words: readonly string[]
  /** Words of its task, and of the metric that it is a mean of. */
  readonly task: readonly string[]
  readonly metric: readonly string[]
  readonly measures: readonly MeasureInText[]
  /** `333 of 344`. */
  readonly count?: { readonly count: number; readonly of: number }
  /** A whole number, and what is counted: the last word of the name. */
  readonly whole?: { readonly value: number; readonly noun: string }
  /** Of a gap that was tested: `p = 0.003`, or `p < 0.001`. */
  readonly p?: { readonly sign: '=' | '<'; readonly value: number; readonly text: string }
}

export interface MeasureInText {
  readonly unit: Unit
  readonly value: number
  /** Null when there is none. */
  readonly spread: number | null
  /** Whether it stands in the text in another unit than the one of the fact: 0.971 for 97.1 %. */
  readonly isOther: boolean
}

/** Parts of names that say nothing of what is measured. */
const SILENT = new Set(['test', 'val', 'validation', 'train', 'mean', 'all', 'the', 'of', 'and'])

/**
 * @param prefix the task by which the text names the fact; empty for those of the paper as a whole.
 * @param metric what it is a mean of, where that is known: `test.accuracy`.
 */
export function saidFact(prefix: string, name: string, fact: Fact, metric = ''): SaidFact {
  const words = nameWords(name)
  const whole = wholeOf(fact)
  const p = pOf(fact)
  return {
    name: keyBelow(prefix, name),
    text: fact.text,
    words: words.filter((word) => !SILENT.has(word)),
    task: nameWords(prefix),
    metric: nameWords(metric).filter((word) => !SILENT.has(word)),
    measures: measuresOf(fact),
    ...(fact.kind === 'count' && fact.of !== undefined ? { count: { count: fact.count, of: fact.of } } : {}),
    ...(whole === undefined || words.length === 0 ? {} : { whole: { value: whole, noun: words.at(-1)! } }),
    ...(p === undefined ? {} : { p }),
  }
}

/** `forest.macroF1` → forest, macro, f1. */
const nameWords = (name: string): string[] =>
  wordsOf(name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' '))
    .map(({ word }) => word)
    .filter((word) => word.length > 1)

function wholeOf(fact: Fact): number | undefined {
  if (fact.kind === 'label') return /^\d{1,9}$/.test(fact.text) ? Number(fact.text) : undefined
  return fact.kind === 'count' ? fact.count : undefined
}

function pOf(fact: Fact): SaidFact['p'] {
  const text = 'forms' in fact ? fact.forms?.p : undefined
  const [, sign, value] = /^p ([=<]) ([\d.,]+)/.exec(text ?? '') ?? []
  return value === undefined
    ? undefined
    : { sign: sign as '=' | '<', value: Number(value.replace(',', '.')), text: text! }
}

/** An estimate, or a difference or ratio with a standard error. */
interface Measured {
  readonly mean: number
  readonly sd?: number | null
  readonly se?: number | null
  readonly as: 'number' | 'percent' | 'points' | 'ratio'
}

function measuresOf(fact: Fact): MeasureInText[] {
  if (!('mean' in fact) || !Number.isFinite(fact.mean)) return []
  const { mean, as, sd, se = null } = fact as Measured
  const error = sd ?? se
  const measure = (unit: Unit, factor: number, isOther = false): MeasureInText => ({
    unit,
    value: mean * factor,
    spread: error === null || !Number.isFinite(error) ? null : error * factor,
    isOther,
  })
  if (as === 'percent') return [measure('percent', 100), measure('plain', 1, true)]
  if (as === 'points') return [measure('points', 100)]
  return [measure(as === 'ratio' ? 'ratio' : 'plain', 1)]
}
