/** Hands values from many producers to one consumer, in the order in which they come. */
export interface Channel<T> {
  put(value: T): void
  /** Values that come at once are taken one after the other: who is told of each of thousands in another process is woken for many, and not for each. */
  take(): Promise<T>
}

export function channel<T>(): Channel<T> {
  const values: T[] = []
  let taker: ((value: T) => void) | undefined
  const give = (): void => {
    const value = values.shift()!
    const take = taker!
    taker = undefined
    take(value)
  }
  return {
    put(value) {
      values.push(value)
      if (values.length === 1 && taker !== undefined) setImmediate(give)
    },
    take: () =>
      new Promise((resolve) => {
        if (values.length > 0) return resolve(values.shift()!)
        taker = resolve
      }),
  }
}
