/** A run to be executed, as far as its time is concerned. */
export interface Upcoming {
  readonly task: string
  /** Expected seconds. */
  readonly seconds: number
  /** How many runs of its task may be executed at the same time. */
  readonly concurrency?: number | undefined
}

/**
 * Seconds until all runs are done when each free seat takes the first waiting run that it may: the way in which the host goes
 * through them.
 *
 * @param seats how many runs are executed at the same time.
 */
export function secondsUntilDone(runs: readonly Upcoming[], seats: number): number {
  const queues = [...new Set(runs.map(({ task }) => task))].map((task) => {
    const waiting = runs.flatMap((run, order) => (run.task === task ? [{ ...run, order }] : []))
    return { waiting, next: 0, ends: [] as number[] }
  })
  let now = 0
  for (;;) {
    const running = queues.reduce((sum, { ends }) => sum + ends.length, 0)
    const ready = queues.filter(
      ({ waiting, next, ends }) => waiting[next] && ends.length < Math.max(1, waiting[next].concurrency ?? Infinity),
    )
    if (ready.length > 0 && running < Math.max(1, seats)) {
      const first = ready.reduce((a, b) => (a.waiting[a.next]!.order < b.waiting[b.next]!.order ? a : b))
      first.ends.push(now + first.waiting[first.next++]!.seconds)
    } else if (running === 0) return now
    else {
      now = Math.min(...queues.flatMap(({ ends }) => ends))
      for (const queue of queues) queue.ends = queue.ends.filter((end) => end > now)
    }
  }
}

/** The middle value; undefined when there is none. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 || sorted.length === 0 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2
}
