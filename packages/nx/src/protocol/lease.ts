/** Milliseconds between two questions to a scheduler, unless `BOCAS_POLL` says otherwise: six a minute. */
const POLL = 10_000

/** Milliseconds unless `BOCAS_LEASE` says otherwise: network file systems are away for a minute at times, and nobody is passed over for that. */
const LEASE = 180_000

/**
 * For how many milliseconds a holder of a run's lock, on a machine that cannot be seen from here, is waited for without a sign of life. `BOCAS_LEASE` says it in seconds.
 */
export function leaseTime(env: NodeJS.ProcessEnv = process.env): number {
  const seconds = Number(env.BOCAS_LEASE)
  return seconds > 0 ? seconds * 1000 : LEASE
}

/** How often a scheduler is asked how jobs stand, in milliseconds. `BOCAS_POLL` says it in seconds, where a site allows less, or a test cannot wait. */
export function pollTime(env: NodeJS.ProcessEnv = process.env): number {
  const seconds = Number(env.BOCAS_POLL)
  return seconds > 0 ? seconds * 1000 : POLL
}
