import { isAtMost } from './rounding'

/** A learning curve: where it was measured, and what. */
export interface Curve {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/**
 * The area under a learning curve over its length: the mean height of the curve, by the trapezoid rule, in the unit of y. It says how good a method was on the way, not only
 * at the end.
 *
 * @param within the part of x that is looked at; between points the curve is a line. All of it unless given.
 * @throws RangeError when x does not rise, a value is not finite, there are fewer than two points, or the part reaches beyond the curve: then curves of
 *   different lengths would be compared.
 */
export function areaUnderCurve({ x, y }: Curve, within?: readonly [from: number, to: number]): number {
  if (x.length !== y.length) throw new RangeError(`a curve has a y for each x, not ${y.length} for ${x.length}`)
  if (x.length < 2) throw new RangeError(`an area takes two points of a curve, and there are ${x.length}`)
  if (![...x, ...y].every(Number.isFinite))
    throw new RangeError(
      'a value of the curve is not finite, so it has no area; say what a run that diverged counts as',
    )
  if (x.slice(1).some((value, i) => value <= x[i]!)) throw new RangeError('the x of a curve have to rise')
  const [first, last] = [x[0]!, x.at(-1)!]
  const [askedFrom, askedTo] = within ?? [first, last]
  if (!(askedFrom < askedTo) || !isAtMost(first, askedFrom) || !isAtMost(askedTo, last))
    throw new RangeError(
      `the curve is known from ${first} to ${last}, and its area was asked for from ${askedFrom} to ${askedTo}`,
    )
  // Steps are computed: 3 · 0.1 is the end of a curve up to 0.3.
  const [from, to] = [Math.max(first, askedFrom), Math.min(last, askedTo)]
  const heightAt = (at: number): number => {
    const next = Math.max(
      1,
      x.findIndex((value) => value >= at),
    )
    const share = (at - x[next - 1]!) / (x[next]! - x[next - 1]!)
    return y[next - 1]! * (1 - share) + y[next]! * share
  }
  const places = [from, ...x.filter((value) => value > from && value < to), to]
  const heights = places.map(heightAt)
  const area = places
    .slice(1)
    .reduce((sum, place, i) => sum + ((place - places[i]!) * (heights[i]! + heights[i + 1]!)) / 2, 0)
  return area / (to - from)
}
