import { readFile } from 'node:fs/promises'
import { anyNumber } from '../../artifacts/numbers'
import {
  array,
  boolean,
  wholeNumber,
  matching,
  nullable,
  numberBetween,
  oneOf,
  optional,
  record,
  strictObject,
  string,
  tagged,
  type SchemaOutput,
} from '../../schema'
import { ProblemsError } from '../../problems'
import { STATISTICS } from '../../statistics/provenance'
import { LANGUAGES } from '../../text/words/words'
import { writeWhole } from '../../files/write-whole'
import { nameInText } from './name-in-text'
import { claimSchema } from './claims/form'
import { countWords, measuredWords, type FactWords } from './fact-words'
import { fromForm, toForm, cannotRead } from '../stored/form-file'
import { sortedByName } from '../../collections'

const runs = array(string())
const scale = oneOf('number', 'percent', 'points', 'ratio')
/** Parts of the text by name, which the paper can quote alone: `mean`, `error`, `n`. */
const forms = optional(record(string(), string(matching(/^[a-z]+$/, 'a form of a fact is named with small letters'))))

/** What a reader has to know of how the runs were chosen: ties, seeds that were picked. Quoted as `:note`. */
const said = optional(array(string()))

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
  said,
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
  said,
  forms,
})
const labelFact = strictObject({ kind: oneOf('label'), text: string(), language, runs, said, forms })
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

/**
 * Writes a file of facts: equal facts give equal bytes. It appears whole or not at all.
 *
 * @throws Error that says which fact is not one.
 */
export async function writeFacts(file: string, { task, facts, claims = {} }: Omit<FactsFile, 'format'>): Promise<void> {
  const hasClaims = Object.keys(claims).length > 0
  const given = { format: FACTS_FORMAT, task, facts, ...(hasClaims ? { claims } : {}) }
  const written = toForm(factsSchema, given, file)
  const claimed = written.claims === undefined ? {} : { claims: sortedByName(written.claims) }
  await writeWhole(file, `${JSON.stringify({ ...written, facts: sortedByName(written.facts), ...claimed }, null, 2)}\n`)
}

/**
 * Reads a file of facts. What a fact says is put into words again from its values: a file in which the two differ was edited by hand, and is refused.
 *
 * @throws Error when the file is not there, does not hold facts, or holds one that says something else than its values; it says where, a line for each.
 */
export async function readFacts(file: string): Promise<FactsFile> {
  const { facts, forged } = await loadFacts(file)
  if (forged.length > 0) throw new ProblemsError(forged.map((line) => ({ message: line, path: file })))
  return facts
}

/**
 * The same, for whoever also needs the facts of a file that was edited by hand.
 *
 * @returns the facts, and a line for each that says something else than its values.
 * @throws Error when the file is not there or does not hold facts.
 */
export async function loadFacts(file: string): Promise<{ facts: FactsFile; forged: readonly string[] }> {
  const isNone = 'the facts cannot be read'
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw cannotRead(isNone, error, file)
  }
  const facts = fromForm(factsSchema, text, { file, format: FACTS_FORMAT, isNone })
  const forged = Object.entries(facts.facts).flatMap(([name, fact]) => {
    const problem = wordsProblem(fact)
    return problem === undefined ? [] : [`\`${nameInText('fact', facts.task, name)}\` ${problem}`]
  })
  return { facts, forged }
}

/** How a fact's words differ from what its values say; undefined when they do not. */
export function wordsProblem(fact: Fact): string | undefined {
  const given = wordsOfFact(fact)
  if (given.text !== fact.text) return `says ${fact.text}, its values give ${given.text}`
  const { forms } = fact as { forms?: Readonly<Record<string, string>> }
  if (forms === undefined) return undefined
  const other = [...new Set([...Object.keys(forms), ...Object.keys(given.forms)])].find(
    (form) => forms[form] !== given.forms[form],
  )
  if (other === undefined) return undefined
  return `says ${forms[other] ?? 'nothing'} as its ${other}, its values give ${given.forms[other] ?? 'nothing'}`
}

/** The words that follow from a fact's values; a label is its own word. */
export function wordsOfFact(fact: Fact): FactWords {
  const { text, forms } = plainWords(fact)
  return { text, forms: { ...forms, ...noteForm(fact.said) } }
}

function plainWords(fact: Fact): FactWords {
  if (fact.kind === 'label') return { text: fact.text, forms: {} }
  if (fact.kind === 'count') return countWords(fact.count, fact.of, fact.thousands, fact.language)
  return measuredWords(fact.kind === 'estimate' ? fact : { ...fact, sd: null }, fact)
}

/** What is said of how the runs were chosen, as a form of its own. */
export const noteForm = (said: readonly string[] = []): { note?: string } =>
  said.length === 0 ? {} : { note: said.join('; ') }
