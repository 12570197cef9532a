import { setTimeout as sleep } from 'node:timers/promises'

/** All that an answer depends on. */
export interface Request {
  readonly model: string
  readonly version: string
  readonly prompt: string
  readonly seed: number
}

export interface Answer {
  readonly text: string
  readonly tokens: { readonly input: number; readonly output: number }
  /** In dollars. */
  readonly cost: number
}

/** How often a request is sent at most. */
const TRIES = 8

/**
 * Asks the API once. When it says that it is busy or has a fault of its own, asks again after the time that it names, or after twice as long each time.
 *
 * @throws Error when it refuses the request, or all tries are used up.
 */
export async function ask(address: string, request: Request, signal: AbortSignal): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const response = await fetch(address, { method: 'POST', body: JSON.stringify(request), signal })
    if (response.ok) return (await response.json()) as Answer
    const isBusy = response.status === 429 || response.status >= 500
    if (!isBusy || tries === TRIES) throw new Error(`the API says ${response.status}: ${await response.text()}`)
    const { headers } = response
    const named = secondsToWait(headers.get('retry-after'), Date.parse(headers.get('date') ?? ''))
    await sleep(1000 * (named ?? 0.1 * 2 ** tries), undefined, { signal })
  }
}

/** What `Retry-After` says: seconds, or the date from which on one may ask again. @param now the date of the answer, by the clock of the API: in milliseconds, NaN where it has none. */
export function secondsToWait(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
