import { groupBy } from 'bocas/internal/light'

/**
 * Hands out what is waiting, in order, but never more than so many of one kind at a time: those are passed over until one is done, as are those that are not
 * ready.
 */
export interface Queue<T> {
  /** The next one that may begin; undefined when none is left. Waits while all that are left must wait. */
  take(): Promise<T | undefined>
  /** Tells that one of those taken is done. */
  done(item: T): void
  /** Gives one back that cannot begin now. The others of its kind come first; then it is handed out again, after a pause or when one is done. */
  putBack(item: T): void
  /** Tells that one may have come to be ready. */
  wake(): void
  /** How many are waiting. */
  left(): number
}

/** Milliseconds between two looks at what was put back. */
const PAUSE = 200

/**
 * @param kindOf what counts together.
 * @param atOnce how many of its kind may be under way; undefined for any number.
 * @param isReady whether one may begin. Asked again when one is done; that it comes to be so is up to the caller.
 */
export function queue<T>(
  items: readonly T[],
  kindOf: (item: T) => string,
  atOnce: (item: T) => number | undefined,
  isReady: (item: T) => boolean = () => true,
): Queue<T> {
  const waiting = groupBy(items, kindOf)
  // Kinds in the order of their first item: the order within each kind is kept, and a kind that must wait holds up no other.
  for (const list of waiting.values()) list.reverse()
  const underWay = new Map<string, number>()
  const resting = new Map<string, T[]>()
  const restsUntil = new Map<string, number>()
  let wakers: (() => void)[] = []
  const wakeAll = (): void => {
    const woken = wakers
    wakers = []
    for (const wake of woken) wake()
  }
  const next = (): T | undefined => {
    for (const [kind, list] of waiting) {
      const isRested = (restsUntil.get(kind) ?? 0) <= performance.now()
      const from = list.length > 0 ? list : isRested ? (resting.get(kind) ?? []) : []
      const at = from.findLastIndex(isReady)
      const item = from[at]
      if (item === undefined) continue
      const count = underWay.get(kind) ?? 0
      if (count >= (atOnce(item) ?? Infinity)) continue
      underWay.set(kind, count + 1)
      from.splice(at, 1)
      return item
    }
    return undefined
  }
  const left = (): number => [...waiting.values(), ...resting.values()].reduce((sum, { length }) => sum + length, 0)
  return {
    async take() {
      for (;;) {
        const item = next()
        if (item !== undefined || left() === 0) return item
        await new Promise<void>((resolve) => {
          wakers.push(resolve)
          if (restsUntil.size > 0) setTimeout(resolve, PAUSE)
        })
      }
    },
    done(item) {
      underWay.set(kindOf(item), underWay.get(kindOf(item))! - 1)
      // What it had may be what others wait for.
      restsUntil.clear()
      wakeAll()
    },
    putBack(item) {
      const kind = kindOf(item)
      underWay.set(kind, underWay.get(kind)! - 1)
      resting.set(kind, [item, ...(resting.get(kind) ?? [])])
      restsUntil.set(kind, performance.now() + PAUSE)
      wakeAll()
    },
    wake: wakeAll,
    left,
  }
}
