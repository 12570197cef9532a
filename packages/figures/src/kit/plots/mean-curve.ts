import { plural } from 'bocas/internal'

/** What one run has logged: a column over another, step by step. */
export interface RunCurve {
  /** For messages. */
  readonly run: string
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** What all curves of a group say at one place. */
export interface CurvePoint {
  readonly x: number
  /** The finite values of those runs that reach this place, in the order of the runs. */
  readonly values: readonly number[]
}

export interface CommonCurves {
  readonly points: readonly CurvePoint[]
  /** How many values there are, and how many of them are not finite. */
  readonly of: number
  readonly notFinite: number
  /** Whether values between logged steps had to be interpolated, because the runs have logged at other places. */
  readonly isInterpolated: boolean
}

/** More places than a figure can tell apart are thinned to about this many. */
const MOST_PLACES = 600

/**
 * Brings the curves of several runs onto one grid of places, so that a mean over runs is a mean at one x and not at one index.
 *
 * Runs that logged at the same places, some of them for longer, keep their values as they are. Else the grid is every place at which some run has logged, and a
 * run's value there is interpolated linearly between its own two neighbouring steps, if both are finite. Nothing is ever extrapolated: beyond its own first and
 * last step a run says nothing.
 *
 * @throws Error when the places of a run are not finite and increasing: then there is no between.
 */
export function commonCurves(curves: readonly RunCurve[], x: string | undefined): CommonCurves {
  if (x !== undefined) curves.forEach((curve) => checkPlaces(curve, x))
  const all = curves.flatMap(({ y }) => y)
  const counts = { of: all.length, notFinite: all.filter((value) => !Number.isFinite(value)).length }
  const longest = curves.reduce<readonly number[]>((most, curve) => (curve.x.length > most.length ? curve.x : most), [])
  const isPrefix = curves.every((curve) => curve.x.every((place, index) => place === longest[index]))
  const grid = isPrefix ? longest : thinned([...new Set(curves.flatMap((curve) => curve.x))].sort((a, b) => a - b))
  const read = curves.map((curve) => (isPrefix ? (_: number, index: number) => curve.y[index] : interpolated(curve)))
  return {
    ...counts,
    isInterpolated: !isPrefix,
    points: grid.map((place, index) => ({
      x: place,
      values: read.flatMap((valueAt) => valueAt(place, index) ?? []).filter(Number.isFinite),
    })),
  }
}

function checkPlaces({ run, x, y }: RunCurve, column: string): void {
  if (x.length !== y.length)
    throw new Error(`${column} of ${run} has ${plural(x.length, 'value')}, and what is drawn over it has ${y.length}`)
  const at = x.findIndex((place, index) => !Number.isFinite(place) || (index > 0 && place <= (x[index - 1] as number)))
  if (at < 0) return
  const before = at === 0 ? '' : `${x[at - 1]}, `
  throw new Error(
    `${column} of ${run} is no axis: at its step ${at + 1} it says ${before}${x[at]}; the places of a curve are finite and increase`,
  )
}

/** Reads a curve at increasing places, in time that grows with both. */
function interpolated({ x, y }: RunCurve): (place: number) => number | undefined {
  let from = 0
  return (place) => {
    while (from + 1 < x.length && (x[from + 1] as number) <= place) from++
    const [left, right] = [x[from], x[from + 1]]
    if (left === undefined || place < left) return undefined
    if (place === left) return y[from]
    if (right === undefined) return undefined
    const share = (place - left) / (right - left)
    return (y[from] as number) * (1 - share) + (y[from + 1] as number) * share
  }
}

/** Every so many of the places, the last one among them: each stays a place at which some run has logged. */
function thinned(places: readonly number[]): readonly number[] {
  const step = Math.ceil(places.length / MOST_PLACES)
  return places.filter((_, index) => index % step === 0 || index === places.length - 1)
}
