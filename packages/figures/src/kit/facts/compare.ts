import { compare, type Contrast, type difference, type Estimate } from 'bocas/internal'
import type { Kit } from '../types'

/**
 * The `compare` of one kit. A family that two calls shared would have two corrections, each of them too small: so a name is taken once.
 *
 * @throws Error when it is taken, beside those of `compare` of bocas.
 */
export function comparer(): Kit<unknown, unknown>['compare'] {
  const families = new Set<string>()
  return (runs, options) => {
    const { family } = options
    if (family !== undefined && families.has(family))
      throw new Error(
        `the family ${JSON.stringify(family)} is compared already, and its correction is made; name all its metrics in one compare(), or give this one another name`,
      )
    const compared = compare(runs, options)
    if (family !== undefined) families.add(family)
    return compared
  }
}

/** A contrast of estimates, which remembers how many runs a draft lacks; nothing is known of one over holes only. */
export function contrastOf(make: typeof difference): (a: Estimate, b: Estimate) => Contrast {
  const should = ({ n, ...rest }: Estimate & { of?: number }): number => rest.of ?? n
  return (a, b) => {
    const isEmpty = a.n === 0 || b.n === 0
    const made = isEmpty ? { ...make(placeholder(a), placeholder(b)), mean: NaN, n: 0 } : make(a, b)
    const of = made.paired ? Math.max(should(a), should(b)) : should(a) + should(b)
    return { ...made, runs: [...new Set([...a.runs, ...b.runs])], of } as Contrast
  }
}

/** Something of which a contrast can be made, for its kind. */
const placeholder = (side: Estimate): Estimate => ({ ...side, mean: 1, runs: [] })
