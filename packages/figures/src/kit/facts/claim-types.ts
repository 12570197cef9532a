import type { Contrast, Estimate, Gap, Leader, Scale } from 'bocas/internal'
import type { Count, Label } from '../kit-values'

/** What can be claimed of a number, in the unit of its metric: one point of accuracy is 0.01. All that is said has to hold. */
export interface NumberClaim {
  readonly above?: number | undefined
  readonly below?: number | undefined
  readonly atLeast?: number | undefined
  readonly atMost?: number | undefined
  /** Both ends included. */
  readonly between?: readonly [low: number, high: number] | undefined
  /** How the numbers are shown when the claim does not hold. Bounds are not changed by it. */
  readonly as?: Scale['as'] | undefined
}

/** What can be claimed of a gap of a comparison. */
export interface GapClaim extends NumberClaim {
  /** That the first row is better than the second, whichever way the metric goes; `false`: that it is worse. */
  readonly better?: boolean | undefined
  /**
   * That the difference is significant at the level of the comparison, after Holm's correction; a number is another level. `false`: that it was tested and is
   * not. A difference that was not tested keeps neither claim.
   */
  readonly significant?: boolean | number | undefined
}

/** What can be claimed of a count. */
export interface CountClaim extends NumberClaim {
  readonly exactly?: number | undefined
  /** So many as there are: 4 of 4. */
  readonly all?: true | undefined
}

/** What can be claimed of several numbers; what a {@link NumberClaim} says has to hold of each. */
export interface GroupClaim extends NumberClaim {
  /** In which order they are, as they are written. Equal ones are in none. */
  readonly order?: 'ascending' | 'descending' | undefined
  /** By how much the largest is above the smallest, at most. */
  readonly within?: number | undefined
}

/** What can be claimed of a name. Rows that share the place are `is` none of them, and `oneOf` when all are listed. */
export type NameClaim<Name extends string = string> =
  { readonly is: Name; readonly oneOf?: undefined } | { readonly oneOf: readonly Name[]; readonly is?: undefined }

/** A claim that you check yourself, in code. */
export interface Finding {
  readonly holds: boolean
  /** What was found, with its numbers: said when the claim does not hold. */
  readonly found: string
  /** The runs it comes from, as `task/name`. */
  readonly runs: readonly string[]
}

/** Several claims of this `figures.ts` that one sentence makes. */
export interface AllOf {
  /** Their names. */
  readonly all: readonly string[]
}

/** Numbers by what they are called. */
export type NamedNumbers<V extends Estimate = Estimate | Contrast> = Readonly<Record<string, V>>

/** Whatever something can be claimed of. */
export type ClaimValue = Estimate | Contrast | Gap | Leader | Count | Label | NamedNumbers | Finding | AllOf

/** Whatever can be claimed. */
export type Claimed = GapClaim | CountClaim | GroupClaim | NameClaim

/** The word `claim` of the kit. */
export interface MakeClaim {
  /**
   * Something that a sentence of the text says, checked on every build: `claim('cnn-beats-mlp', main.gap('cnn', 'mlp'), { atLeast: 0.01 })`, and in the text
   * `#claim("cnn-beats-mlp")[The CNN beats the MLP by more than a point.]`, `\claim{cnn-beats-mlp}{…}` or `[…](claim:cnn-beats-mlp)`. A claim that does not
   * hold is a warning of `paper:build`, with the numbers, and an error with `strict`.
   *
   * Of a gap: bounds, `better`, `significant`. Bounds are in the unit of the metric and count to nine digits.
   */
  (name: string, gap: Gap, claimed: GapClaim): void
  /** Of `best()` or `second()`: which row it is. */
  <Row extends string>(name: string, leader: Leader<Row>, claimed: NameClaim<NoInfer<Row>>): void
  /** Of a count, such as `wins()`: bounds, `exactly`, `all`. */
  (name: string, count: Count, claimed: CountClaim): void
  /** Of a label: which one it is. */
  (name: string, label: Label & { readonly rows?: never }, claimed: NameClaim): void
  /** What you have checked yourself: whether it holds, and what was found. */
  (name: string, finding: Finding): void
  /** That several claims of this `figures.ts`, made before, hold. */
  (name: string, claims: AllOf): void
  /** Of a mean, difference or ratio: bounds. */
  (name: string, value: Estimate | Contrast, claimed: NumberClaim): void
  /** Of several gaps by name: what holds of each. */
  (name: string, gaps: NamedNumbers<Gap>, claimed: GapClaim & GroupClaim): void
  /** Of several numbers by name: bounds of each, their `order`, and how far they are apart (`within`). */
  (name: string, numbers: NamedNumbers, claimed: GroupClaim): void
}
