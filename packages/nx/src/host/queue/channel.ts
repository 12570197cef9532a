/** Hands values from many producers to one consumer, in the order in which they come. */
export function channel<T>(): { put(value: T): void; take(): Promise<T> } {
  const values: T[] = []
  const takers: ((value: T) => void)[] = []
  return {
    put(value) {
      const taker = takers.shift()
      if (taker) taker(value)
      else values.push(value)
    },
    take: () => new Promise((resolve) => (values.length > 0 ? resolve(values.shift()!) : takers.push(resolve))),
  }
}
