import type { Json } from '../../sweep'
import { isBlock, keyBelow } from '../../key-path'

type Block = { readonly [key: string]: Json }

/** `model.lr`, `aug.0.size` and `aug[0].size`, in steps. */
export function stepsOf(path: string): string[] {
  return path
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/^\./, '')
    .split('.')
}

/** What stands at a path of a config; `undefined` when nothing does. A named alternative stands for its label: `tactic` means `tactic.name`. */
export function valueAt(config: Json, path: string): Json | undefined {
  return valueAtSteps(config, stepsOf(path))
}

/** As `valueAt`, for many configs and one path. */
export function valueAtSteps(config: Json, steps: readonly string[]): Json | undefined {
  let value: Json | undefined = config
  for (const step of steps) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined
    value = (value as Block)[step]
  }
  return isBlock(value) && typeof value.name === 'string' ? value.name : value
}

/** The config without what stands at a path. */
export function without(config: Json, path: string): Json {
  return drop(config, stepsOf(path))
}

function drop(value: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined || value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return value
  if (Array.isArray(value))
    return value.map((item: Json, i) => (String(i) !== step ? item : rest.length === 0 ? null : drop(item, rest)))
  const entries = Object.entries(value as Block)
  if (rest.length === 0) return Object.fromEntries(entries.filter(([key]) => key !== step))
  return Object.fromEntries(entries.map(([key, item]) => [key, key === step ? drop(item, rest) : item]))
}

/** Every path of a config, blocks included, in the order in which they are written. */
export function pathsOf(config: Json, prefix = ''): string[] {
  if (config === null || typeof config !== 'object') return []
  return Object.entries(config).flatMap(([key, item]: [string, Json]) => [
    prefix + key,
    ...pathsOf(item, `${prefix}${key}.`),
  ])
}

/** The values of a config that are no blocks, by path. */
export function valuesByPath(value: Json, path = ''): [path: string, value: Json][] {
  if (value === null || typeof value !== 'object') return [[path, value]]
  return Object.entries(value).flatMap(([key, item]: [string, Json]) => valuesByPath(item, keyBelow(path, key)))
}

/** A value in words: labels and numbers as they are, blocks as `backbone=r50, weights=in1k`, and `—` for nothing. */
export function wordsFor(value: Json | undefined): string {
  if (value === undefined) return '—'
  if (value === null || typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return (value as readonly Json[]).map(wordsFor).join(' ')
  return Object.entries(value)
    .map(
      ([key, item]: [string, Json]) =>
        `${key}=${isBlock(item) && typeof item.name === 'string' ? item.name : wordsFor(item)}`,
    )
    .join(', ')
}
