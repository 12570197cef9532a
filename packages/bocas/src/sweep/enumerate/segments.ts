import type { KeyName } from './key-names'
import { tameText } from '../author/name-rules'
import type { Part } from '../read/layout'
import type { Json } from '../author/types'

/**
 * The segments `key=value` of some parts of a config, in the order in which the config writes its keys. A key that is
 * there twice (because two ways lead to the config) is shown once.
 */
export function segmentsOf(parts: readonly Part[], config: Json, keyName: KeyName): string[] {
  const distinct = [...new Map(parts.map((part) => [part.path, part])).values()]
  const placed = distinct.map((part) => ({ part, place: placeOf(part.path, config) }))
  placed.sort((a, b) => comparePlaces(a.place, b.place))
  return placed.map(({ part }) => `${tameText(keyName(part.path))}=${tameText(showValue(part.value))}`)
}

/** A value as it is written in a name. */
function showValue(value: Json): string {
  if (Array.isArray(value)) return value.map(showValue).join('-')
  // "1e+21" would lose its plus to the alphabet and read as 1e-21.
  return typeof value === 'number' ? String(value).replace('+', '') : String(value)
}

/** Where a config writes the key at a path: the position of each key on the way among its siblings. */
function placeOf(path: string, config: Json): number[] {
  let here: unknown = config
  return path.split('.').map((key) => {
    if (typeof here !== 'object' || here === null) return -1
    const place = Object.keys(here).indexOf(key)
    here = (here as Record<string, unknown>)[key]
    return place
  })
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}
