import { plural, summaryOfFinite } from 'bocas/internal'
import type { Metric } from '../data/page-data'

/** A line to draw over the steps 1, 2, 3 …; null where there is nothing. */
export interface Line {
  readonly label: string
  /** Which colour and dash it has: lines of one group have the same. */
  readonly group: number
  readonly values: readonly (number | null)[]
  /** Of a mean: one sd below it and above it. */
  readonly low?: readonly (number | null)[]
  readonly high?: readonly (number | null)[]
}

/** A run and its curve. */
export interface CurveOfRun {
  readonly name: string
  /** What it is coloured by. */
  readonly value: string
  /** All its settings, seeds aside. */
  readonly setting: string
  readonly curve: readonly Metric[]
}

/** Groups of runs by what they are coloured by, in the order in which they first come. */
function curveGroups(runs: readonly CurveOfRun[]): { readonly value: string; readonly runs: readonly CurveOfRun[] }[] {
  const groups = new Map<string, CurveOfRun[]>()
  for (const run of runs) groups.set(run.value, [...(groups.get(run.value) ?? []), run])
  return [...groups].map(([value, members]) => ({ value, runs: members }))
}

/** Whether runs that are drawn as one line have several settings: their mean is none over seeds alone. */
export const isMixed = (runs: readonly CurveOfRun[]): boolean =>
  curveGroups(runs).some(({ runs: members }) => members.some(({ setting }) => setting !== members[0]!.setting))

/** A line for each run. What is not finite is a gap. */
export const linesOfRuns = (runs: readonly CurveOfRun[]): Line[] =>
  curveGroups(runs).flatMap(({ runs: members }, group) =>
    members.map(({ name, curve }): Line => ({
      label: name,
      group,
      values: curve.map((value) => finite(Number(value))),
    })),
  )

/**
 * A line for each group: at each step the mean of the runs that have a finite value there, and one sd around it. It ends where the first run of the group ends: beyond
 * that it would be the mean of those that are left, which are no sample of all.
 */
export const linesOfMeans = (runs: readonly CurveOfRun[]): Line[] =>
  curveGroups(runs).map(({ value, runs: members }, group): Line => {
    const steps = Math.min(...members.map(({ curve }) => curve.length))
    const at = Array.from({ length: steps }, (_, step) =>
      summaryOfFinite(members.map(({ curve }) => Number(curve[step]))),
    )
    return {
      label: `${value} (${plural(members.length, 'run')})`,
      group,
      values: at.map(({ mean }) => finite(mean)),
      low: at.map(({ mean, sd }) => finite(mean - (sd ?? 0))),
      high: at.map(({ mean, sd }) => finite(mean + (sd ?? 0))),
    }
  })

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
