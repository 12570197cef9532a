import { type Json, keyBelow, shorten } from 'bocas/internal/light'

/** The values of a config by their paths; an empty block or list is a value. */
export function configLeaves(config: Json): Map<string, Json> {
  const leaves = new Map<string, Json>()
  const walk = (value: Json, path: string): void => {
    const isBlock = value !== null && typeof value === 'object'
    const parts = !isBlock
      ? []
      : Array.isArray(value)
        ? value.map((item: Json, index): [string, Json] => [`${path}[${index}]`, item])
        : Object.entries(value as { readonly [key: string]: Json }).map(([key, item]): [string, Json] => [
            keyBelow(path, key),
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

/** Whether a path is where the label of a named alternative arrives: `tactic.name`. */
export const isLabel = (path: string): boolean => /(^|\.)name$/.test(path)

/** By path: the values that some configs have, as text; `undefined` stands for that a config has none. */
export function valuesAt(configs: readonly ReadonlyMap<string, Json>[]): Map<string, Set<string | undefined>> {
  const paths = new Set(configs.flatMap((leaves) => [...leaves.keys()]))
  const textAt = (leaves: ReadonlyMap<string, Json>, path: string): string | undefined =>
    leaves.has(path) ? JSON.stringify(leaves.get(path)) : undefined
  return new Map([...paths].map((path) => [path, new Set(configs.map((leaves) => textAt(leaves, path)))]))
}

/** Takes a changed label that no planned run has any more for a label that was renamed: no value of the experiment changed. */
export const asLabels = (
  changes: readonly Change[],
  from: ReadonlyMap<string, Json>,
  planned: ReadonlyMap<string, ReadonlySet<string | undefined>>,
): Change[] =>
  changes.map((change) =>
    change.how === 'changed' &&
    isLabel(change.what) &&
    typeof from.get(change.what) === 'string' &&
    !planned.get(change.what)?.has(JSON.stringify(from.get(change.what)))
      ? { ...change, kind: 'label' }
      : change,
  )

const change = (what: string, how: Change['how'], text: string): Change => ({ kind: 'config', what, how, text })

/** Leaves: plain values, or two empty blocks or lists. */
const isSame = (a: Json, b: Json): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))

const LONGEST = 41

/** A word as it is, all else as JSON, so that `'1'` and `1` look different. */
function shown(value: Json): string {
  const text =
    typeof value === 'string' && /^[A-Za-z][\w./-]*$/.test(value) && !['true', 'false', 'null'].includes(value)
      ? value
      : JSON.stringify(value)
  return shorten(text, LONGEST)
}

/** One thing by which two run keys differ. */
export interface Change {
  readonly kind: 'config' | 'label' | 'seed' | 'code' | 'package' | 'data' | 'env' | 'result' | 'unknown'
  /** What it is: a key path, a file, a package, a variable, the key path at which a result is taken. */
  readonly what: string
  /** Whether it is there on both sides. */
  readonly how: 'changed' | 'new' | 'gone'
  /** For a person: `model.lr 0.01 → 0.02`, `library/shuffle.ts changed`. */
  readonly text: string
}

/** The changes as one line. */
export const describeChanges = (changes: readonly Change[]): string => changes.map(({ text }) => text).join(', ')
