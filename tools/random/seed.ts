/**
 * The seed of what a test chooses at random: that of the variable `BOCAS_E2E_SEED`, or a new one. Said at once and past Jest, which shows
 * what a suite says at its end only, and a suite that hangs has none.
 *
 * @param what is chosen with it, for who reads the line.
 */
export function seedOf(what: string): number {
  const given = process.env.BOCAS_E2E_SEED
  const seed = Number(given ?? Math.floor(Math.random() * 2 ** 31))
  if (!Number.isSafeInteger(seed)) throw new Error(`BOCAS_E2E_SEED is an integer, not '${given}'`)
  say(`BOCAS_E2E_SEED=${seed} (${what})`)
  return seed
}

/** Says a line at once. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`)
