import type { Json } from './types'
import { isBlock, keyBelow } from '../../key-path'

/** The keys that blocks at one place have, in any config of a task. */
export interface KnownKeys {
  /** Of the blocks at this place: what is known below each of their keys. */
  readonly keys?: Readonly<Record<string, KnownKeys>>
  /** Of the lists at this place: what is known of their items, all taken together. */
  readonly items?: KnownKeys
}

/** Every key that any of the configs has, place by place: what code that serves all of them may ask for. */
export function knownKeys(configs: readonly Json[]): KnownKeys {
  const blocks = configs.filter((config): config is Readonly<Record<string, Json>> => isBlock(config))
  const items = configs.flatMap((config) => (Array.isArray(config) ? (config as readonly Json[]) : []))
  const names = [...new Set(blocks.flatMap((block) => Object.keys(block)))]
  const below = (name: string): KnownKeys =>
    knownKeys(blocks.flatMap((block) => (Object.hasOwn(block, name) ? [block[name]!] : [])))
  return {
    ...(blocks.length === 0 ? {} : { keys: Object.fromEntries(names.map((name) => [name, below(name)])) }),
    ...(items.some((item) => typeof item === 'object' && item !== null) ? { items: knownKeys(items) } : {}),
  }
}

/** The paths of all keys of that name, such as `tactic.rate`. */
export function pathsOfKey({ keys = {}, items }: KnownKeys, name: string, above = ''): string[] {
  const here = Object.entries(keys).flatMap(([key, below]) => {
    const path = keyBelow(above, key)
    return [...(key === name ? [path] : []), ...pathsOfKey(below, name, path)]
  })
  return items === undefined ? here : [...here, ...pathsOfKey(items, name, `${above}[]`)]
}
