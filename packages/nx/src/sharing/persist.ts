import { setTimeout as sleep } from 'node:timers/promises'

/** Something went wrong that may go well a moment later: a server that is busy, a connection that broke. */
export class PassingFault extends Error {
  override readonly name = 'PassingFault'
}

/** How often something is tried, and how long is waited after the first time; twice as long after each further one, in milliseconds. */
export interface Patience {
  readonly tries: number
  readonly wait: number
}

export const PATIENCE: Patience = { tries: 5, wait: 300 }

/**
 * Does something again while it fails by a {@link PassingFault}.
 *
 * @param random between 0 and 1: those who failed together do not come back together.
 * @throws the last fault.
 */
export async function persist<T>(
  act: () => Promise<T>,
  { tries, wait }: Patience = PATIENCE,
  random: () => number = Math.random,
): Promise<T> {
  for (let left = tries, pause = wait; ; left--, pause *= 2) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof PassingFault) || left <= 1) throw error
      await sleep(pause * (0.5 + random() / 2))
    }
  }
}
