import { type Contrast, type difference, type Estimate } from 'bocas/core'

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
