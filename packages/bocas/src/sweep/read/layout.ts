import type { Json } from '../author/types'

/** A key that is shown in a run's name, with its value there. */
export interface Part {
  /** The key path, such as `model.lr`; of a named alternative the path of its block, `tactic`. */
  readonly path: string
  readonly value: Json
  /** Set where the value is the only one its sweep has: shown only if the key has other values elsewhere in the task. */
  readonly alone?: boolean
}

/** Where the seed of a config is, and its value. */
export interface SeedOfConfig {
  readonly path: string
  readonly value: number
}

/**
 * A block of a sweep, laid out so that its configs are numbered: `count` of them, as a number for arithmetic (Infinity if
 * need be) and exactly for people.
 */
export type SweepLayout = Fixed | Block | AxisLayout
interface Counted {
  readonly path: string
  readonly count: number
  readonly exact: bigint
}
/** JSON data. */
export interface Fixed extends Counted {
  readonly kind: 'fixed'
  readonly value: Json
}
/** Keys (or, of a list, items) of which at least one holds an axis. */
export interface Block extends Counted {
  readonly kind: 'block'
  readonly list: boolean
  readonly items: readonly (readonly [key: string, SweepLayout])[]
}
/** An axis. */
export interface AxisLayout extends Counted {
  readonly kind: 'choice'
  readonly word: 'values' | 'alternatives' | 'seeds'
  readonly size: number
  /** Whether every option is one config, so that the n-th config is the n-th option. */
  readonly even: boolean
  /** Made when asked for: seeds(1e9) costs nothing. */
  readonly option: (index: number) => AxisOption
}
export interface AxisOption {
  readonly layout: SweepLayout
  readonly parts: readonly Part[]
}

/** One config of a layout, and what was chosen on the way to it. */
export interface Picked {
  readonly config: Json
  readonly parts: readonly Part[]
  readonly seeds: readonly SeedOfConfig[]
}

/** The n-th config of a layout, 0 ≤ index < count; the last key varies fastest. Frozen: nobody can change what another is given. */
export function pick(layout: SweepLayout, index: number): Picked {
  const parts: Part[] = []
  const seeds: SeedOfConfig[] = []
  return { config: choose(layout, index, parts, seeds), parts, seeds }
}

function choose(layout: SweepLayout, index: number, parts: Part[], seeds: SeedOfConfig[]): Json {
  if (layout.kind === 'fixed') return layout.value
  if (layout.kind === 'choice') return chooseOption(layout, index, parts, seeds)
  const { items, list } = layout
  const digits = new Array<number>(items.length)
  let rest = index
  for (let i = items.length - 1; i >= 0; i--) {
    const { count } = items[i]![1]
    digits[i] = rest % count
    rest = Math.floor(rest / count)
  }
  if (list) return Object.freeze(items.map(([, item], i) => choose(item, digits[i]!, parts, seeds)))
  const block: Record<string, Json> = {}
  for (let i = 0; i < items.length; i++) block[items[i]![0]] = choose(items[i]![1], digits[i]!, parts, seeds)
  return Object.freeze(block)
}

function chooseOption(choice: AxisLayout, index: number, parts: Part[], seeds: SeedOfConfig[]): Json {
  let at = choice.even ? index : 0
  let rest = choice.even ? 0 : index
  let option = choice.option(at)
  while (rest >= option.layout.count) {
    rest -= option.layout.count
    option = choice.option(++at)
  }
  parts.push(...option.parts)
  const value = choose(option.layout, rest, parts, seeds)
  if (choice.word === 'seeds') seeds.push({ path: choice.path, value: value as number })
  return value
}
