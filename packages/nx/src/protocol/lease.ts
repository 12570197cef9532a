/** Milliseconds unless `BOCAS_LEASE` says otherwise: network file systems are away for a minute at times, and nobody is passed over for that. */
const LEASE = 180_000

/**
 * For how many milliseconds a holder of a run's lock, on a machine that cannot be seen from here, is waited for without a sign of life. `BOCAS_LEASE` says it in seconds.
 */
export function leaseTime(env: NodeJS.ProcessEnv = process.env): number {
  const seconds = Number(env.BOCAS_LEASE)
  return seconds > 0 ? seconds * 1000 : LEASE
}
