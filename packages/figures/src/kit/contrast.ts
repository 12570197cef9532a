import { type Contrast, type difference, type Estimate } from 'bocas/core'

/** A contrast of estimates, which remembers how many runs a draft lacks; nothing is known of one over holes only. */
export function contrastOf(make: typeof difference): (a: Estimate, b: Estimate) => Contrast {
  const should = ({ n, ...rest }: Estimate & { of?: number }): number => rest.of ?? n
  return (a, b) => {
    const made = a.n > 0 && b.n > 0 ? make(a, b) : { ...make({ ...a, mean: 1 }, { ...b, mean: 1 }), mean: NaN, n: 0 }
    return { ...made, of: should(a) + should(b) } as Contrast
  }
}
