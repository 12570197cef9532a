import { groupBy, plural, summaryOfFinite } from 'bocas/internal'
import type { Metric } from '../data/page-data'

/** A line to draw; null where a value is not finite. */
export interface Line {
  readonly label: string
  /** Which colour and dash it has: lines of one group have the same. */
  readonly group: number
  /** Where it has values, ascending. */
  readonly places: readonly number[]
  readonly values: readonly (number | null)[]
  /** Of a mean: one sd below it and above it. */
  readonly low?: readonly (number | null)[]
  readonly high?: readonly (number | null)[]
  /** Of a mean that is not one of all values of its runs: of which. */
  readonly note?: string
}

/** A run and its curve. */
export interface CurveOfRun {
  readonly name: string
  /** What it is coloured by. */
  readonly value: string
  /** All its settings, seeds aside. */
  readonly setting: string
  readonly curve: readonly Metric[]
  /** Where each of these was recorded: steps, epochs, or rows. */
  readonly places: readonly number[]
}

/** Groups of runs by what they are coloured by, in the order in which they first come. */
function curveGroups(runs: readonly CurveOfRun[]): { readonly value: string; readonly runs: readonly CurveOfRun[] }[] {
  return [...groupBy(runs, ({ value }) => value)].map(([value, members]) => ({ value, runs: members }))
}

/** Whether runs that are drawn as one line have several settings: their mean is none over seeds alone. */
export const isMixed = (runs: readonly CurveOfRun[]): boolean =>
  curveGroups(runs).some(({ runs: members }) => members.some(({ setting }) => setting !== members[0]!.setting))

/** Values by their places, ascending. Of several at one place the last counts: a run that went on from an earlier state has passed there again. */
function pointsOf({ curve, places }: CurveOfRun): Map<number, number> {
  const points = curve.map((value, row): [number, number] => [places[row]!, Number(value)])
  return new Map(
    [...new Map(points)].filter(([place]) => Number.isFinite(place)).sort(([first], [second]) => first - second),
  )
}

/** How many rows are not drawn, because a later one has the same place or theirs is no number. */
export const rowsLeftOut = (runs: readonly CurveOfRun[]): number =>
  runs.reduce((sum, { places }) => sum + places.length - new Set(places.filter(Number.isFinite)).size, 0)

/** A line for each run. What is not finite is a gap. */
export const linesOfRuns = (runs: readonly CurveOfRun[]): Line[] =>
  curveGroups(runs).flatMap(({ runs: members }, group) =>
    members.map((run): Line => {
      const points = pointsOf(run)
      return { label: run.name, group, places: [...points.keys()], values: [...points.values()].map(finite) }
    }),
  )

/**
 * A line for each group: where all its runs have a row, the mean of those that have a finite value there, and one sd around it. Elsewhere it would be the mean of those
 * that have recorded something there or have come so far, which are no sample of all.
 */
export const linesOfMeans = (runs: readonly CurveOfRun[]): Line[] =>
  curveGroups(runs).map(({ value, runs: members }, group): Line => {
    const all = members.map(pointsOf)
    const places = [...all[0]!.keys()].filter((place) => all.every((points) => points.has(place)))
    const at = places.map((place) => summaryOfFinite(all.map((points) => points.get(place)!)))
    const note = noteOf(
      all,
      places.length,
      at.reduce((least, { n }) => Math.min(least, n), all.length),
    )
    return {
      label: `${value} (${plural(members.length, 'run')})`,
      group,
      places,
      values: at.map(({ mean }) => finite(mean)),
      low: at.map(({ mean, sd }) => finite(mean - (sd ?? 0))),
      high: at.map(({ mean, sd }) => finite(mean + (sd ?? 0))),
      ...(note === '' ? {} : { note }),
    }
  })

/** @param least runs that have a finite value, where the fewest have one. */
function noteOf(all: readonly ReadonlyMap<number, number>[], shared: number, least: number): string {
  const any = new Set(all.flatMap((points) => [...points.keys()])).size
  return [
    ...(shared === 0 && any > 0 ? ['no mean: nothing was recorded at the same place by all of them'] : []),
    ...(shared > 0 && shared < any ? [`mean at ${shared} of ${any} places: where all ${all.length} have a row`] : []),
    ...(shared > 0 && least < all.length ? [`values of ${least} to ${all.length} runs are finite`] : []),
  ].join('; ')
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
