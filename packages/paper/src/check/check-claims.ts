import { formatPlace, type PaperProblem, type PaperPlace } from '../shared/problems'
import type { JudgedClaim } from './read-made'

/** A sentence that is tied to a claim. Where it stands is not known of a name that code puts together. */
export interface ClaimUse {
  readonly name: string
  readonly at?: PaperPlace
}

/** The sentences whose claims do not hold, each with the numbers and where it is claimed. A claim of which nothing is known yet is left alone. */
export function checkClaims(uses: readonly ClaimUse[], claims: readonly JudgedClaim[]): PaperProblem[] {
  const broken = new Map(claims.filter(({ holds }) => holds === false).map((claim) => [claim.name, claim]))
  return uses.flatMap(({ name, at }) => {
    const claim = broken.get(name)
    if (!claim) return []
    const message = `the text says what does not hold: claim ${name}: ${claim.says}`
    return [{ message, at, hints: [`claimed at ${claim.madeAt}: mend the sentence, or the claim`] }]
  })
}

/** Sentences of the text, and those that only the typesetter has met: each once. */
export function claimUses(written: readonly Required<ClaimUse>[], met: readonly string[]): ClaimUse[] {
  const known = new Set(written.map(({ name }) => name))
  const places = new Map(written.map((use) => [`${use.name} ${formatPlace(use.at)}`, use]))
  return [...places.values(), ...[...new Set(met)].filter((name) => !known.has(name)).map((name) => ({ name }))]
}
