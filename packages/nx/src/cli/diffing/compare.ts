import { judge, type Noise } from './noise'
import type { OutputFiles, Held, Mean, ShownNumber, Snapshot } from './snapshot'

/** A number that is not what it was. */
export interface NumberChange {
  readonly name: string
  readonly table?: string
  /** Null when it is new. */
  readonly before: ShownNumber | null
  /** Null when it is gone. */
  readonly after: ShownNumber | null
  /** Of a number that is on both sides. */
  readonly noise?: Noise
}

/** A figure or a table that is not what it was. */
export interface DrawnChange {
  readonly name: string
  /** `look`: only the drawing changed, its data did not. */
  readonly how: 'new' | 'gone' | 'changed' | 'look'
}

/** A claim that is new or gone, or no longer, or now, holds. */
export interface ClaimChange {
  readonly name: string
  readonly before: Held | null
  readonly after: Held | null
}

export interface SnapshotDiff {
  /** Numbers whose text changed, or that are new or gone. */
  readonly numbers: readonly NumberChange[]
  /** How many changed in digits only that are not shown. */
  readonly unseen: number
  readonly figures: readonly DrawnChange[]
  readonly tables: readonly DrawnChange[]
  readonly claims: readonly ClaimChange[]
}

/** What changed between two states of what some tasks have made. */
export function compareSnapshots(before: readonly Snapshot[], after: readonly Snapshot[]): SnapshotDiff {
  const pairs = paired(
    before.flatMap(({ numbers }) => numbers),
    after.flatMap(({ numbers }) => numbers),
  )
  const both = pairs.filter((pair): pair is [string, ShownNumber, ShownNumber] => pair[1] !== null && pair[2] !== null)
  const moved = both.filter(([, old, now]) => old.text !== now.text)
  const noises = judge(moved.map(([, old, now]): [Mean | undefined, Mean | undefined] => [old.mean, now.mean]))
  const noiseOf = new Map(moved.map(([name], index) => [name, noises[index]!]))
  return {
    numbers: pairs
      .filter(([name, old, now]) => old === null || now === null || noiseOf.has(name))
      .map(([name, old, now]) => {
        const noise = noiseOf.get(name)
        const table = (now ?? old)!.table
        return {
          name,
          ...(table === undefined ? {} : { table }),
          before: old,
          after: now,
          ...(noise && { noise }),
        }
      }),
    unseen: both.filter(([, old, now]) => old.text === now.text && old.mean?.mean !== now.mean?.mean).length,
    figures: drawnChanges(before, after, 'figures'),
    tables: drawnChanges(before, after, 'tables'),
    claims: paired(
      before.flatMap(({ claims }) => claims),
      after.flatMap(({ claims }) => claims),
    )
      .map(([name, old, now]) => ({ name, before: old, after: now }))
      .filter(({ before, after }) => before?.holds !== after?.holds),
  }
}

function drawnChanges(
  before: readonly Snapshot[],
  after: readonly Snapshot[],
  kind: 'figures' | 'tables',
): DrawnChange[] {
  const of = (snapshots: readonly Snapshot[]): OutputFiles[] => snapshots.flatMap((snapshot) => snapshot[kind])
  return paired(of(before), of(after)).flatMap(([name, old, now]): DrawnChange[] => {
    if (old === null) return [{ name, how: 'new' }]
    if (now === null) return [{ name, how: 'gone' }]
    const changed = [...new Set([...old.files.keys(), ...now.files.keys()])].filter(
      (ending) => old.files.get(ending) !== now.files.get(ending),
    )
    if (changed.length === 0) return []
    const data = old.files.get('.csv')
    return [{ name, how: data !== undefined && data === now.files.get('.csv') ? 'look' : 'changed' }]
  })
}

/** Things of one name on both sides, those after in their order first. */
function paired<T extends { readonly name: string }>(
  before: readonly T[],
  after: readonly T[],
): [name: string, before: T | null, after: T | null][] {
  const old = new Map(before.map((output) => [output.name, output]))
  const now = new Map(after.map((output) => [output.name, output]))
  return [...new Set([...now.keys(), ...old.keys()])].map((name) => [
    name,
    old.get(name) ?? null,
    now.get(name) ?? null,
  ])
}
