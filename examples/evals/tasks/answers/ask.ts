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

/** What one request came to: an answer, or why there is none and whether to send it again, after how many seconds where the API names them. */
type Said =
  | { readonly answer: Answer }
  | { readonly problem: string; readonly cause?: unknown; readonly passes: boolean; readonly wait?: number | undefined }

/**
 * Asks the API once. When it says that it is busy, has a fault of its own or cannot be reached, asks again after the time that it names, or after twice as long each time.
 *
 * @param patience seconds before the second request.
 * @throws Error when it refuses the request, or all tries are used up.
 */
export async function ask(address: string, request: Request, signal: AbortSignal, patience = 0.2): Promise<Answer> {
  // What is no address will never be one.
  const url = new URL(address)
  for (let tries = 1; ; tries++) {
    const said = await send(url, request, signal)
    if ('answer' in said) return said.answer
    if (!said.passes || tries === TRIES) throw new Error(said.problem, { cause: said.cause })
    await sleep(1000 * (said.wait ?? patience * 2 ** (tries - 1)), undefined, { signal })
  }
}

async function send(url: URL, request: Request, signal: AbortSignal): Promise<Said> {
  try {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(request), signal })
    if (response.ok) return { answer: (await response.json()) as Answer }
    const { status, headers } = response
    return {
      problem: `the API says ${status}: ${await response.text()}`,
      passes: status === 429 || status >= 500,
      wait: secondsToWait(headers.get('retry-after'), Date.parse(headers.get('date') ?? '')),
    }
  } catch (error) {
    // That is what fetch throws, and reading an answer too, when the connection fails.
    if (signal.aborted || (error as Error).name !== 'TypeError') throw error
    const { message, cause } = error as Error
    return {
      problem: `the API cannot be reached: ${(cause as Error | undefined)?.message || message}`,
      cause: error,
      passes: true,
    }
  }
}

/** What `Retry-After` says: seconds, or the date from which on one may ask again. @param now the date of the answer, by the clock of the API: in milliseconds, NaN where it has none. */
export function secondsToWait(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
