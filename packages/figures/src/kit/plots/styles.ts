import { type AnyRuns, groupsOf, identify, type Json, keyBelow } from 'bocas/internal'
import type { StyleIndex } from '../../figure/plot'
import type { LabelledGroup } from '../values/groups'

/** Who has which colour. Names (of tactics, of anything that a config says in words) have theirs in all figures; numbers in the order of their key. */
export interface SeriesStyles {
  /**
   * How a series looks that is one group of runs by some keys: the first key gives colour and marker, the others dash, hatching and filling.
   *
   * @param part which of `parts` series of the same group it is (columns of a history)
   */
  of(keys: readonly string[], group: Pick<LabelledGroup, 'values'>, part?: number, parts?: number): StyleIndex
}

/**
 * Looks for all figures of a job. `pinned` names come first, then those of the named alternatives (tactics) in the order of the sweep; the words of each other key
 * take the colours after them. So what a figure leaves out changes no colour, and a tactic that is added at the end changes that of no other tactic.
 */
export function makeStyles(all: AnyRuns, pinned: readonly string[] = []): SeriesStyles {
  const words = wordsIn(all)
  const tactics = [...new Set([...pinned, ...words.filter(({ path }) => isTactic(path)).flatMap(({ texts }) => texts)])]
  const styleOfValue = (key: string, value: Json | undefined): StyleIndex => {
    const tactic = typeof value === 'string' ? tactics.indexOf(value) : -1
    if (tactic >= 0) return { color: tactic, shape: tactic }
    const others = words.find(({ path }) => path === key)?.texts.filter((text) => !tactics.includes(text)) ?? []
    const other = typeof value === 'string' ? others.indexOf(value) : -1
    if (other >= 0) return { color: tactics.length + other, shape: other }
    const found = all.split(key).findIndex((group) => identify([group.value]) === identify([value]))
    const place = found >= 0 ? found : placeAmongRows(key, identify([value]))
    return { color: place, shape: place }
  }
  // No config has the keys of the rows of a table: their values count in the order in which they are first shown.
  const rows = new Map<string, string[]>()
  const placeAmongRows = (key: string, id: string): number => {
    const known = rows.get(key) ?? []
    if (!known.includes(id)) rows.set(key, [...known, id])
    return rows.get(key)!.indexOf(id)
  }
  return {
    of(keys, { values }, part = 0, parts = 1) {
      const [key, ...others] = keys
      if (key === undefined) return { color: part, shape: part }
      const style = styleOfValue(key, values[0])
      if (keys.length === 1 && parts === 1) return style
      const rest = identify(values.slice(1))
      const found =
        others.length === 0 ? 0 : groupsOf(all, others).findIndex((group) => identify(group.values) === rest)
      const combination = found >= 0 ? found : placeAmongRows(others.join('\n'), rest)
      return { ...style, second: combination * parts + part }
    },
  }
}

const isTactic = (path: string): boolean => path.endsWith('.name')

/** The words that configs say at each key where they differ, in the order in which they appear. */
function wordsIn(all: AnyRuns): { path: string; texts: string[] }[] {
  const found = new Map<string, Set<string>>()
  for (const { config } of [...all, ...all.holes]) {
    for (const [path, text] of stringsIn(config as Json)) found.set(path, (found.get(path) ?? new Set()).add(text))
  }
  return [...found].filter(([, texts]) => texts.size > 1).map(([path, texts]) => ({ path, texts: [...texts] }))
}

function stringsIn(value: Json, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]: [string, Json]) => stringsIn(item, keyBelow(path, key)))
}
