import { canonicalJson, sha256 } from '../../keys/canonical-json'
import { sameEverywhere } from '../read/differences'
import type { KeyName } from './key-names'
import { labelledPath } from './key-paths'
import type { Part } from '../read/layout'
import { leavesOf } from '../read/leaves'
import { tameName, tameTag, withDigest } from '../author/name-rules'
import type { GridPoint } from './grid-point'
import { segmentsOf } from './segments'
import { groupBy } from '../../collections'

/** What a run is called. */
export interface RunName {
  readonly name: string
  /** `key=value` for the keys in its automatic name. */
  readonly tags: readonly string[]
}

interface Draft {
  readonly point: GridPoint
  readonly parts: readonly Part[]
  /** The author's name or an automatic one before collisions are looked for. */
  base: string
  name: string
  tags: string[]
}

/**
 * Names the runs of a task. A name follows from the set alone, not from the order of its values, blocks or sweeps:
 * runs whose automatic names are equal (ignoring case) are all told apart in the same way, first by the leaves in
 * which they differ, then by a digest of their configs. The author's names stay as they are; whether they are unique is checked elsewhere.
 */
export function nameRuns(points: readonly GridPoint[], keyName: KeyName, named: ReadonlySet<string>): RunName[] {
  const varied = variedPaths(points)
  const drafts = points.map((point): Draft => draft(point, shownParts(point, varied, named), keyName))
  for (const group of collisions(drafts)) tellApart(group, keyName, named)
  // Eight digits tell nearly always; a longer digest always does, in the end.
  for (let digits = 8; digits <= 64; digits *= 2) {
    for (const group of collisions(drafts))
      for (const one of automatic(group)) one.name = withDigest(one.base, digest(one.point, digits))
  }
  return drafts.map(({ name, tags }) => ({ name, tags }))
}

const digest = (point: GridPoint, digits = 64): string => sha256(canonicalJson(point.config)).slice(0, digits)

const automatic = (group: readonly Draft[]): Draft[] => group.filter(({ point }) => point.given === undefined)

/** The paths at which a label that is alone in its sweep has company elsewhere in the task. */
function variedPaths(points: readonly GridPoint[]): Set<string> {
  const values = new Map<string, Set<string>>()
  for (const { parts } of points) {
    for (const { path, value } of parts) {
      const seen = values.get(path) ?? new Set()
      values.set(path, seen.add(canonicalJson(value)))
    }
  }
  return new Set([...values].filter(([, seen]) => seen.size > 1).map(([path]) => path))
}

function shownParts({ parts }: GridPoint, varied: ReadonlySet<string>, named: ReadonlySet<string>): Part[] {
  const shown = parts.filter(({ alone, path }) => !alone || varied.has(path))
  return shown.map(({ path, value }) => ({ path: labelledPath(path, named), value }))
}

function draft(point: GridPoint, parts: readonly Part[], keyName: KeyName): Draft {
  // Two ways to one config may write its keys in two orders: take the one that does not depend on which came first.
  const writings = point.writings.map((config) => segmentsOf(parts, config, keyName))
  const segments = writings.reduce((least, next) => (next.join('+') < least.join('+') ? next : least))
  const base = tameName(segments.join('+') || 'run', () => digest(point))
  return { point, parts, base, name: point.given?.name ?? base, tags: segments.map(tameTag) }
}

/** The groups of runs whose names are equal ignoring case, if any of the group is ours to change. */
function collisions(drafts: readonly Draft[]): Draft[][] {
  const groups = groupBy(drafts, ({ name }) => name.toLowerCase())
  return [...groups.values()].filter((group) => group.length > 1 && automatic(group).length > 0)
}

/** Extends the automatic names of a group by the leaves in which its configs differ. */
function tellApart(group: readonly Draft[], keyName: KeyName, named: ReadonlySet<string>): void {
  const leaves = group.map(({ point }) => [...leavesOf(point.config)])
  const same = sameEverywhere(leaves)
  for (const [i, one] of group.entries()) {
    if (one.point.given !== undefined) continue
    const differing = leaves[i]!.filter(([path]) => !same.has(path))
    const extra = differing.map(([path, value]) => ({ path: labelledPath(path, named), value }))
    const extended = draft(one.point, [...one.parts, ...extra], keyName)
    Object.assign(one, { base: extended.base, name: extended.base, tags: extended.tags })
  }
}
