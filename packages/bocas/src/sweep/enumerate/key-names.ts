/** What the key at a path is called in names and tags. */
export type KeyName = (path: string) => string

/**
 * What each key of a task is called: its label, else the shortest end of its path that no other key of the task has and
 * that is no label either (`model.lr` is `lr`, unless there is a `head.lr`). The index of an item never comes first.
 */
export function nameKeys(paths: ReadonlySet<string>, labels: ReadonlyMap<string, string>): KeyName {
  const owners = new Map<string, number>()
  for (const path of paths) for (const end of endsOf(path)) owners.set(end, (owners.get(end) ?? 0) + 1)
  const taken = new Set(labels.values())
  const names = new Map(labels)
  return (path) => {
    const known = names.get(path)
    if (known !== undefined) return known
    const free = endsOf(path).find((end) => owners.get(end) === 1 && !taken.has(end) && !/^\d+(\.|$)/.test(end))
    names.set(path, free ?? path)
    return free ?? path
  }
}

/** The ends of a path, shortest first: `lr`, `model.lr`. */
function endsOf(path: string): string[] {
  const keys = path.split('.')
  return keys.map((_, i) => keys.slice(keys.length - 1 - i).join('.'))
}
