/**
 * p values adjusted for being several, in the order given: Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6,
 * 1979. What is at most α afterwards may be called significant, and the probability that any of those calls is wrong stays at most α.
 *
 * @throws RangeError when a value is not from 0 to 1.
 */
export function holm(ps: readonly number[]): number[] {
  const wrong = ps.find((p) => !(p >= 0 && p <= 1))
  if (wrong !== undefined) throw new RangeError(`a p value is a number from 0 to 1, not ${wrong}`)
  const adjusted = new Array<number>(ps.length)
  let highest = 0
  const order = ps.map((_, i) => i).sort((a, b) => ps[a]! - ps[b]!)
  order.forEach((at, rank) => {
    highest = Math.max(highest, Math.min(1, ps[at]! * (ps.length - rank)))
    adjusted[at] = highest
  })
  return adjusted
}
