/** Numbers that look random and follow from a seed: mulberry32 of Tommy Ettinger. */
export interface Dice {
  /** An integer from 0 to `sides` - 1. */
  below(sides: number): number
  /** One of the items. */
  pick<T>(items: readonly T[]): T
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }
  const below = (sides: number): number => next() % sides
  return { below, pick: (items) => items[below(items.length)]! }
}
