import type { Problem } from '../../problems'
import { shorten } from '../../text/shorten'
import { addWay, newPoint, type GridPoint } from './grid-point'

/** The configs of one sweep of a task. */
export interface SweepPoints {
  readonly exportName: string
  readonly points: readonly GridPoint[]
}

/** The configs of a task: those of all its sweeps, each once, in order of first appearance. */
export function mergePoints(
  sweeps: readonly SweepPoints[],
  report: (problem: Problem) => void,
): Map<string, GridPoint> {
  const all = new Map<string, GridPoint>()
  const told = new Set<string>()
  for (const { points, exportName } of sweeps) {
    for (const point of points) {
      const merged = join(all.get(point.id), point, report)
      all.set(point.id, merged)
      // The same places for many configs are one problem.
      const places = merged.seeds.map(({ path }) => path).join()
      if (merged.seeds.length > 1 && !told.has(places)) report(twoSeeds(merged, exportName))
      if (merged.seeds.length > 1) told.add(places)
    }
  }
  return all
}

function join(known: GridPoint | undefined, point: GridPoint, report: (problem: Problem) => void): GridPoint {
  const merged = known ?? newPoint(point.id, point.config, point)
  if (known) addWay(known, point)
  if (!point.given) return merged
  if (!merged.given) return { ...merged, given: point.given }
  if (merged.given.name !== point.given.name) report(twoNames(merged, point))
  return merged
}

const twoNames = ({ given, config }: GridPoint, other: GridPoint): Problem => ({
  code: 'same-name',
  message: `one run has two names, "${given!.name}" (by ${given!.at}) and "${other.given!.name}"`,
  path: other.given!.at,
  hint: `give it one name in both sweeps: it is the run of ${shorten(JSON.stringify(config), 200)}`,
})

const twoSeeds = ({ seeds, config }: GridPoint, exportName: string): Problem => ({
  message: `one run has its seed at ${seeds.map(({ path }) => `\`${path}\``).join(' and at ')}`,
  path: exportName,
  hint: `two ways lead to ${shorten(JSON.stringify(config), 200)}: use seeds(…) for one key only`,
})
