import type { Json } from 'bocas/keys'
import type { Change } from './change'

/** The values of a config by their paths; an empty block or list is a value. */
export function leavesOf(config: Json): Map<string, Json> {
  const leaves = new Map<string, Json>()
  const walk = (value: Json, path: string): void => {
    const isBlock = value !== null && typeof value === 'object'
    const parts = !isBlock
      ? []
      : Array.isArray(value)
        ? value.map((item: Json, index): [string, Json] => [`${path}[${index}]`, item])
        : Object.entries(value as { readonly [key: string]: Json }).map(([key, item]): [string, Json] => [
            path === '' ? key : `${path}.${key}`,
            item,
          ])
    if (parts.length === 0) leaves.set(path, value)
    for (const [at, item] of parts) walk(item, at)
  }
  walk(config, '')
  return leaves
}

/** What has to change in one config to make it the other. */
export function configChanges(from: ReadonlyMap<string, Json>, to: ReadonlyMap<string, Json>): Change[] {
  const changes: Change[] = []
  for (const path of new Set([...to.keys(), ...from.keys()])) {
    const [before, now] = [from.get(path), to.get(path)]
    if (before === undefined) changes.push(change(path, 'new', `${path} ${shown(now!)} is new`))
    else if (now === undefined) changes.push(change(path, 'gone', `${path} is gone (was ${shown(before)})`))
    else if (!isSame(before, now)) changes.push(change(path, 'changed', `${path} ${shown(before)} → ${shown(now)}`))
  }
  return changes
}

/** How many paths differ; stops counting at `enough`. */
export function configDistance(
  from: ReadonlyMap<string, Json>,
  to: ReadonlyMap<string, Json>,
  enough = Infinity,
): number {
  let shared = 0
  let changed = 0
  for (const [path, value] of from) {
    const now = to.get(path)
    if (now === undefined) changed++
    else {
      shared++
      if (!isSame(value, now)) changed++
    }
    if (changed >= enough) return changed
  }
  return changed + to.size - shared
}

const change = (what: string, how: Change['how'], text: string): Change => ({ kind: 'config', what, how, text })

/** Leaves: plain values, or two empty blocks or lists. */
const isSame = (a: Json, b: Json): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

const LONGEST = 40

/** A word as it is, all else as JSON, so that `'1'` and `1` look different. */
function shown(value: Json): string {
  const text =
    typeof value === 'string' && /^[A-Za-z][\w./-]*$/.test(value) && !['true', 'false', 'null'].includes(value)
      ? value
      : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
