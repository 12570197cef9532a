import { ProblemsError } from 'bocas/internal/light'
import { isLoopback } from '../address'
import { PassingFault } from '../persist'

/** So little has come for so long: the connection is given up. In milliseconds, and bytes. */
const SILENCE = 30_000
const LITTLE = 16_384
const MOST_REDIRECTS = 5
/** What a server that is busy, or has a fault of its own, answers. */
const isPassing = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status)

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** What it holds; it ends by a PassingFault when the connection breaks or falls silent. */
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Asks a server, without following redirects.
 *
 * @throws PassingFault when it does not answer, or is busy.
 */
export async function ask(request: Request, silence = SILENCE): Promise<Answer> {
  const host = new URL(request.url).host
  const stop = new AbortController()
  let timer = setTimeout(() => stop.abort(), silence)
  let read = 0
  const alive = (bytes: number): void => {
    read += bytes
    if (read < LITTLE) return
    read = 0
    clearTimeout(timer)
    timer = setTimeout(() => stop.abort(), silence)
  }
  let response: Response
  try {
    response = await fetch(request, { redirect: 'manual', signal: stop.signal })
  } catch (error) {
    clearTimeout(timer)
    throw broken(error, `${host} does not answer`)
  }
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        alive(piece.length)
        yield piece
      }
    } catch (error) {
      throw broken(error, `the connection to ${host} broke`)
    } finally {
      clearTimeout(timer)
    }
  }
  const answer = { status: response.status, headers: response.headers, body: pieces() }
  if (!isPassing(response.status)) return answer
  await discard(answer)
  throw new PassingFault(`${host} answers ${response.status}`)
}

/** By no word of the request: it holds a signature. */
function broken(error: unknown, what: string): unknown {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } }
  if (name !== 'TypeError' && name !== 'AbortError' && code === undefined) return error
  return new PassingFault(`${what} (${cause?.code ?? code ?? name})`)
}

/** Reads no more of an answer. */
export async function discard({ body }: Pick<Answer, 'body'>): Promise<void> {
  try {
    for await (const _ of body) break
  } catch (error) {
    if (!(error instanceof PassingFault)) throw error
  }
}

/**
 * Reads an address of the web, also where it leads elsewhere, but never from https to http.
 *
 * @throws PassingFault, or ProblemsError for redirects that are too many or lead astray.
 */
export async function read(url: URL, method: 'GET' | 'HEAD' = 'GET'): Promise<Answer> {
  let at = url
  for (let left = MOST_REDIRECTS; ; left--) {
    // As it lies there: what is counted are its own bytes.
    const answer = await ask(new Request(at, { method, headers: { 'accept-encoding': 'identity' } }))
    const location = answer.headers.get('location')
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === null) return answer
    await discard(answer)
    const next = URL.canParse(location, at.href) ? new URL(location, at) : undefined
    if (next === undefined || next.username !== '' || next.password !== '')
      throw new ProblemsError({
        message: `${at.host} leads to ${next === undefined ? 'what is no address' : 'an address that holds a password'}`,
        hint: 'give the address where the objects are',
      })
    if (left === 0)
      throw new ProblemsError({
        message: `${url.host} leads elsewhere more than ${MOST_REDIRECTS} times`,
        hint: 'give the address where the objects are',
      })
    if (next.protocol !== 'https:' && !(next.protocol === 'http:' && isLoopback(next) && isLoopback(at)))
      throw new ProblemsError({
        message: `${at.host} leads to an address that is not https://`,
        hint: 'what comes from there could be read and changed on its way',
      })
    at = next
  }
}
