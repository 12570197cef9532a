import { anyNumber } from '../../artifacts/numbers'
import {
  array,
  string,
  oneOf,
  optional,
  record,
  matching,
  wholeNumber,
  boolean,
  strictObject,
  nullable,
  numberBetween,
  tagged,
  type SchemaOutput,
} from '../../schema'
import { STATISTICS } from '../../statistics/provenance'
import { LANGUAGES } from '../../text/words/words'
import { claimSchema } from './claims/form'

const runs = array(string())
const scale = oneOf('number', 'percent', 'points', 'ratio')

/** Parts of the text by name, which the paper can quote alone: `mean`, `error`, `n`. */
const forms = optional(record(string(), string(matching(/^[a-z]+$/, 'a form of a fact is named with small letters'))))

/** What a reader has to know of how the runs were chosen: ties, seeds that were picked. Quoted as `:note`. */
const notes = optional(array(string()))

/** In which the words are; of English ones absent. */
const language = optional(oneOf(...LANGUAGES))

/** Of the number itself: how it is shown. With it the words follow from the values, and are compared with them wherever a fact is read. */
const shown = {
  text: string(),
  as: scale,
  /** Decimals that the author asked for. */
  digits: optional(wholeNumber()),
  /** What follows `±`, where the author said it. */
  error: optional(oneOf('sd', 'se', 'ci95', 'interval', 'none')),
  thousands: optional(boolean()),
  unit: optional(string()),
  language,
  runs,
  said: notes,
  forms,
}

const size = {
  n: wholeNumber(),
  /** Of a draft: what `n` should be. */
  of: optional(wholeNumber()),
}

const estimateFact = strictObject({
  kind: oneOf('estimate'),
  ...shown,
  mean: anyNumber,
  sd: nullable(anyNumber),
  ...size,
})

/** An interval, and what it is of: quoted as `:interval` and `:kind`. */
const interval = strictObject({ low: anyNumber, high: anyNumber, level: numberBetween(0, 1), by: string() })

/** A test: its letter, its value, its degrees of freedom, and p before any correction. Quoted as `:statistic`, `:df`. */
const test = strictObject({
  letter: string(),
  value: anyNumber,
  df: array(anyNumber),
  p: anyNumber,
})

const effects = strictObject({
  d: nullable(anyNumber),
  g: nullable(anyNumber),
  delta: anyNumber,
  a12: anyNumber,
})

const contrastFact = strictObject({
  kind: oneOf('difference', 'ratio', 'statistic'),
  ...shown,
  mean: anyNumber,
  se: nullable(anyNumber),
  /** Degrees of freedom of the interval. */
  df: optional(nullable(anyNumber)),
  /** The p of a gap that was tested, after Holm's correction. */
  adjusted: optional(nullable(anyNumber)),
  /** What that is held against, where it is not 0.05. */
  level: optional(numberBetween(0, 1)),
  /** Of a statistic: which one. */
  statistic: optional(oneOf(...STATISTICS)),
  interval: optional(interval),
  test: optional(test),
  /** How large the difference is, in units that do not depend on the metric. */
  effects: optional(effects),
  ...size,
})

const countFact = strictObject({
  kind: oneOf('count'),
  text: string(),
  count: wholeNumber(),
  of: optional(wholeNumber()),
  thousands: optional(boolean()),
  language,
  runs,
  said: notes,
  forms,
})

const labelFact = strictObject({ kind: oneOf('label'), text: string(), language, runs, said: notes, forms })
const fact = tagged('kind', {
  estimate: estimateFact,
  difference: contrastFact,
  ratio: contrastFact,
  statistic: contrastFact,
  count: countFact,
  label: labelFact,
})

const factName = string(
  matching(
    /^[A-Za-z0-9](?:[A-Za-z0-9=+_.-]*[A-Za-z0-9=+_-])?$/,
    'a fact is named with letters, digits and `= + . _ -`',
  ),
)

/** Raised when the same bytes would mean something else. */
export const FACTS_FORMAT = 3

/** The form of `paper/facts/<task>.json`. */
export const factsSchema = strictObject({
  format: oneOf(FACTS_FORMAT),
  task: string(),
  facts: record(fact, factName),
  /** What sentences claim, with the numbers that they are held against. */
  claims: optional(record(claimSchema, factName)),
})

/** A mean over runs, and how the text shows it: `97.1 ± 0.2 %`. */
export type EstimateFact = SchemaOutput<typeof estimateFact>

/** A difference or ratio of two means, `mean`, with its standard error: `2.3 ± 0.4`, `(2.3 ± 0.2) ×`; or another statistic with its interval: `0.57 [0.52, 0.63]`. */
export type ContrastFact = SchemaOutput<typeof contrastFact>

/** So many, or so many of so many: `3 of 4`. */
export type CountFact = SchemaOutput<typeof countFact>

/** A name, such as that of the best rival. */
export type LabelFact = SchemaOutput<typeof labelFact>

/** Something that the text of the paper quotes, and the runs (`task/name`) it comes from. */
export type Fact = EstimateFact | ContrastFact | CountFact | LabelFact
export type FactsFile = SchemaOutput<typeof factsSchema>
