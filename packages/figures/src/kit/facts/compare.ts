import { compare } from 'bocas/core'
import { type Kit } from '../types'

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
