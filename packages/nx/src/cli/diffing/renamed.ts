import type { Snapshot } from './snapshot'

type Snapshots = ReadonlyMap<string, Snapshot>

/** Two states in which tasks that were renamed have one name, that of the second. */
export interface Paired {
  readonly before: Snapshots
  readonly after: Snapshots
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
}

/**
 * Takes a task that is gone and one that is new for the same when numbers of both come from the same results, or when most of what they show
 * has the same names. Of several the one that shares most.
 *
 * @param before what tasks showed, by task.
 */
export function pairRenamed(before: Snapshots, after: Snapshots): Paired {
  const gone = [...before.keys()].filter((task) => !after.has(task))
  const news = [...after.keys()].filter((task) => !before.has(task))
  const pairs = gone
    .flatMap((from) =>
      news.map((to) => ({ from, to, likeness: likeness(before.get(from)!, from, after.get(to)!, to) })),
    )
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
  const renamed: { from: string; to: string }[] = []
  for (const { from, to } of pairs)
    if (!renamed.some((pair) => pair.from === from || pair.to === to)) renamed.push({ from, to })
  const nameOf = new Map(renamed.map(({ from, to }) => [from, to]))
  return {
    before: new Map(
      [...before].map(([task, snapshot]) => [nameOf.get(task) ?? task, inName(snapshot, task, nameOf.get(task))]),
    ),
    after,
    renamed,
  }
}

function likeness(a: Snapshot, from: string, b: Snapshot, to: string): number {
  const keys = new Set(keysOf(a))
  const shared = keysOf(b).filter((key) => keys.has(key)).length
  const [names, others] = [namesOf(a, from), namesOf(b, to)]
  const common = names.filter((name) => others.includes(name)).length
  const alike = common / Math.max(1, new Set([...names, ...others]).size)
  return shared > 0 ? 1 + alike : alike >= 0.5 ? alike : 0
}

const keysOf = ({ numbers }: Snapshot): string[] => numbers.flatMap(({ mean }) => mean?.keys ?? [])

const namesOf = ({ numbers, figures, tables }: Snapshot, task: string): string[] =>
  [...numbers, ...figures, ...tables].map(({ name }) => name.slice(task.length))

function inName(snapshot: Snapshot, from: string, to: string | undefined): Snapshot {
  if (to === undefined) return snapshot
  const renamed = <T extends { readonly name: string }>(output: T): T => ({
    ...output,
    name: to + output.name.slice(from.length),
  })
  return {
    numbers: snapshot.numbers.map((number) => ({
      ...renamed(number),
      ...(number.table === undefined ? {} : { table: to + number.table.slice(from.length) }),
    })),
    figures: snapshot.figures.map(renamed),
    tables: snapshot.tables.map(renamed),
    claims: snapshot.claims.map(renamed),
  }
}
