import type { UpstreamRun } from '../../shared/upstream'

/** A run whose result another run took, or whose sweep was made from it. */
export interface Taker {
  /** `task/run`. */
  readonly run: string
  readonly key: string
  /** The key path at which it took the result; missing when its sweep was made from it. */
  readonly as?: string
}

/** A result, and whose results went into it. */
export interface Fed {
  readonly run: string
  readonly key: string
  readonly upstream?: readonly UpstreamRun[] | undefined
}

/** The runs that results of these keys went into, those into which their results went, and so on: the nearest first, each once. */
export function takersOf(fed: readonly Fed[], keys: ReadonlySet<string>): Taker[] {
  const found = new Map<string, Taker>()
  for (let given: ReadonlySet<string> = keys; given.size > 0;) {
    const next = fed.flatMap(({ run, key, upstream = [] }): Taker[] => {
      const one = found.has(key) ? undefined : upstream.find((other) => given.has(other.key))
      return one ? [{ run, key, ...(one.as === undefined ? {} : { as: one.as }) }] : []
    })
    for (const taker of next) found.set(taker.key, taker)
    given = new Set(next.map(({ key }) => key))
  }
  return [...found.values()]
}
