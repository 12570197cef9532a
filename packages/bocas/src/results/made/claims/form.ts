import * as z from 'zod'
import { anyNumber } from '../../stored/zod-number'

const scale = z.enum(['number', 'percent', 'points', 'ratio'])
const runs = z.array(z.string())
/** Where the claim is made: `figures.ts:12:3`. */
const at = z.string().optional()

/** A number that was measured. */
const measured = z.strictObject({
  /** What it is, in words: `cnn − mlp`. */
  name: z.string(),
  kind: z.enum(['estimate', 'difference', 'ratio', 'statistic', 'count']),
  value: anyNumber,
  /** The standard deviation of a mean, the standard error of a difference or ratio. */
  error: anyNumber.nullable(),
  n: z.number().int().nonnegative(),
  /** Of a count: of how many. */
  of: z.number().int().nonnegative().optional(),
  /** Of a gap. */
  test: z
    .strictObject({
      /** After Holm's correction; null when it was not tested. */
      adjusted: anyNumber.nullable(),
      significant: z.boolean().nullable(),
      /** Why it was not tested. */
      refused: z.string().nullable(),
      isBetter: z.boolean().nullable(),
    })
    .optional(),
})

const bounds = {
  above: z.number().optional(),
  below: z.number().optional(),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
  between: z.tuple([z.number(), z.number()]).optional(),
  exactly: z.number().optional(),
  /** Of a count: so many as there are. */
  all: z.literal(true).optional(),
  /** Of a gap: that the first is the better one. */
  better: z.boolean().optional(),
  /** Of a gap: that it is, or is not, significant; a number is the level. */
  significant: z.union([z.boolean(), z.number()]).optional(),
  /** Of several numbers: their order, and by how much two of them differ at most. */
  order: z.enum(['ascending', 'descending']).optional(),
  within: z.number().optional(),
}

const ofNumbers = z.strictObject({
  kind: z.literal('numbers'),
  numbers: z.array(measured),
  as: scale,
  claimed: z.strictObject(bounds),
  runs,
  at,
})
const ofNames = z.strictObject({
  kind: z.literal('names'),
  /** Who shares the place; none as long as nobody has it. */
  names: z.array(z.string()),
  claimed: z.strictObject({ is: z.string().optional(), oneOf: z.array(z.string()).optional() }),
  runs,
  at,
})
const ofAuthor = z.strictObject({ kind: z.literal('stated'), holds: z.boolean(), found: z.string(), runs, at })
const ofClaims = z.strictObject({ kind: z.literal('all'), claims: z.array(z.string()), runs, at })

/** The form of a claim in `paper/facts/<task>.json`. */
export const claimSchema = z.discriminatedUnion('kind', [ofNumbers, ofNames, ofAuthor, ofClaims])

/** What a sentence of the paper claims, and the numbers that it is held against: whether it holds is worked out from them. */
export type Claim = z.output<typeof claimSchema>
export type NumbersClaim = z.output<typeof ofNumbers>
export type NamesClaim = z.output<typeof ofNames>
export type MeasuredNumber = z.output<typeof measured>
