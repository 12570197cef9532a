import { type AnyRuns } from '../kit/groups'
import { type Kit } from '../kit/types'

/** What a `figures.ts` was seen to use, by the name of the figure or fact. */
export interface Notes {
  /** Of figures: the runs that were handed in, as `task/name`. */
  readonly figures: Map<string, readonly string[]>
  /** Of facts: the metric of the mean that they state. */
  readonly metrics: Map<string, string>
}

/**
 * A kit that does what the given one does and takes notes: whatever is called with a name and runs is made of those runs, and a fact that
 * states what `mean` gave is of that metric. A new kind of figure is noted without a word about it here.
 */
export function noting(kit: Kit<unknown, unknown>): { kit: Kit<unknown, unknown>; notes: Notes } {
  const notes: Notes = { figures: new Map(), metrics: new Map() }
  const metricOf = new WeakMap<object, string>()
  const observe = (word: string, [first, second]: readonly unknown[], made: unknown): void => {
    if (word === 'mean' && isObject(made)) metricOf.set(made, String(second))
    else if (typeof first !== 'string') return
    else if (word === 'fact' && isObject(second)) {
      const metric = metricOf.get(second)
      if (metric !== undefined) notes.metrics.set(first, metric)
    } else if (isRuns(second)) notes.figures.set(first, idsOf(second))
  }
  const observed = Object.entries(kit).map(([word, member]: [string, unknown]) => {
    if (typeof member !== 'function') return [word, member]
    return [
      word,
      (...args: unknown[]): unknown => {
        const made: unknown = (member as (...all: unknown[]) => unknown)(...args)
        observe(word, args, made)
        return made
      },
    ]
  })
  return { kit: Object.fromEntries(observed) as unknown as Kit<unknown, unknown>, notes }
}

/** The runs as `task/name`; holes are none. */
export const idsOf = (runs: AnyRuns): string[] => runs.map(({ task, name }) => `${task}/${name}`)

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Runs may be of another copy of the module, so `instanceof` would not do. */
const isRuns = (value: unknown): value is AnyRuns =>
  isObject(value) && Symbol.iterator in value && 'holes' in value && 'map' in value
