/**
 * Lets signals, timers and other processes come to their turn during work that waits for nothing: what is returned waits for one turn of the event loop, when there
 * has been none for so many milliseconds.
 */
export function turns(milliseconds: number): () => Promise<void> | undefined {
  let last = performance.now()
  return () => {
    if (performance.now() - last < milliseconds) return undefined
    return new Promise((resolve) =>
      setImmediate(() => {
        last = performance.now()
        resolve()
      }),
    )
  }
}
