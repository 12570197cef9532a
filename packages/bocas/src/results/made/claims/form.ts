import { anyNumber } from '../../../artifacts/numbers'
import { LANGUAGES } from '../../../text/words/words'
import {
  array,
  boolean,
  wholeNumber,
  either,
  nullable,
  number,
  oneOf,
  optional,
  pair,
  strictObject,
  string,
  tagged,
  type SchemaOutput,
} from '../../../schema'

const scale = oneOf('number', 'percent', 'points', 'ratio')
const runs = array(string())
/** Where the claim is made: `figures.ts:12:3`. */
const at = optional(string())

/** A number that was measured. */
const measured = strictObject({
  /** What it is, in words: `cnn − mlp`. */
  name: string(),
  kind: oneOf('estimate', 'difference', 'ratio', 'statistic', 'count'),
  value: anyNumber,
  /** The standard deviation of a mean, the standard error of a difference or ratio. */
  error: nullable(anyNumber),
  n: wholeNumber(),
  /** Of a count: of how many. Of any other number, where some runs diverged or are not there yet: of how many runs it would be. */
  of: optional(wholeNumber()),
  /** Of a gap. */
  test: optional(
    strictObject({
      /** After Holm's correction; null when it was not tested. */
      adjusted: nullable(anyNumber),
      significant: nullable(boolean()),
      /** Why it was not tested. */
      refused: nullable(string()),
      isBetter: nullable(boolean()),
      /** Of the comparison, where it is not 0.05. */
      level: optional(number()),
    }),
  ),
})

const bounds = {
  above: optional(number()),
  below: optional(number()),
  atLeast: optional(number()),
  atMost: optional(number()),
  between: optional(pair(number())),
  exactly: optional(number()),
  /** Of a count: so many as there are. */
  all: optional(oneOf(true)),
  /** Of a gap: that the first is the better one. */
  better: optional(boolean()),
  /** Of a gap: that it is, or is not, significant; a number is the level. */
  significant: optional(either(boolean(), number())),
  /** Of several numbers: their order, and by how much two of them differ at most. */
  order: optional(oneOf('ascending', 'descending')),
  within: optional(number()),
}

const ofNumbers = strictObject({
  kind: oneOf('numbers'),
  numbers: array(measured),
  as: scale,
  /** In which its numbers are told; English unless given. */
  language: optional(oneOf(...LANGUAGES)),
  claimed: strictObject(bounds),
  runs,
  at,
})
const ofNames = strictObject({
  kind: oneOf('names'),
  /** Who shares the place; none as long as nobody has it. */
  names: array(string()),
  claimed: strictObject({ is: optional(string()), oneOf: optional(array(string())) }),
  runs,
  at,
})
const ofAuthor = strictObject({ kind: oneOf('stated'), holds: boolean(), found: string(), runs, at })
const ofClaims = strictObject({ kind: oneOf('all'), claims: array(string()), runs, at })

/** The form of a claim in `paper/facts/<task>.json`. */
export const claimSchema = tagged('kind', {
  numbers: ofNumbers,
  names: ofNames,
  stated: ofAuthor,
  all: ofClaims,
})

/** What a sentence of the paper claims, and the numbers that it is held against: whether it holds is worked out from them. */
export type Claim = SchemaOutput<typeof claimSchema>
export type NumbersClaim = SchemaOutput<typeof ofNumbers>
export type NamesClaim = SchemaOutput<typeof ofNames>
export type MeasuredNumber = SchemaOutput<typeof measured>
