import { ProblemsError } from 'bocas/internal/light'
import { isLoopback } from '../address'
import { PassingFault } from '../persist'
import { hasProxy, throughProxy } from './proxy'

/** So little has come for so long: the connection is given up. In milliseconds, and bytes. */
const SILENCE = 30_000
const LITTLE = 16_384
const MOST_REDIRECTS = 5
/** What a server that is busy, or has a fault of its own, answers. */
const isPassing = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status)

export interface HttpResponse {
  readonly status: number
  readonly headers: Headers
  /** What it holds; it ends by a PassingFault when the connection breaks or falls silent. */
  readonly body: AsyncIterable<Uint8Array>
}

/** How a server is reached. */
export interface Reach {
  /** It may name a proxy. */
  readonly env: Readonly<NodeJS.ProcessEnv>
  /** So many milliseconds without more than a few bytes, and the connection is given up. */
  readonly silence?: number
}

/**
 * Asks a server, without following redirects.
 *
 * @throws PassingFault when it does not answer, or is busy; ProblemsError for a proxy that is none.
 */
export async function ask(request: Request, { env, silence = SILENCE }: Reach): Promise<HttpResponse> {
  const host = new URL(request.url).host
  const proxy = await throughProxy(env)
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
    response = await fetch(request, { redirect: 'manual', signal: stop.signal, ...proxy })
  } catch (error) {
    clearTimeout(timer)
    throw broken(error, `${host} does not answer${hasProxy(env) ? ', by the proxy that the environment names' : ''}`)
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
  await discardBody(answer)
  throw new PassingFault(`${host} answers ${response.status}`)
}

/** By no word of the request: it holds a signature. */
function broken(error: unknown, what: string): unknown {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } }
  if (name !== 'TypeError' && name !== 'AbortError' && code === undefined) return error
  return new PassingFault(`${what} (${cause?.code ?? code ?? name})`)
}

/** Reads no more of an answer. */
export async function discardBody({ body }: Pick<HttpResponse, 'body'>): Promise<void> {
  try {
    for await (const _ of body) break
  } catch (error) {
    if (!(error instanceof PassingFault)) throw error
  }
}

/**
 * Asks for something from a byte on, and for all of it where a server does not do that.
 *
 * @returns the answer, with status 200 where that is what was asked for, and from which byte on it is.
 */
export async function fromByte(
  from: number,
  get: (headers: Readonly<Record<string, string>>) => Promise<HttpResponse>,
): Promise<{ readonly answer: HttpResponse; readonly from: number }> {
  if (from > 0) {
    const answer = await get({ range: `bytes=${from}-` })
    if (answer.status === 206 && answer.headers.get('content-range')?.startsWith(`bytes ${from}-`))
      return { answer: { ...answer, status: 200 }, from }
    if (![206, 416].includes(answer.status)) return { answer, from: 0 }
    await discardBody(answer)
  }
  return { answer: await get({}), from: 0 }
}

/**
 * Reads an address of the web, also where it leads elsewhere, but never from https to http.
 *
 * @throws PassingFault, or ProblemsError for redirects that are too many or lead astray.
 */
export async function read(
  url: URL,
  reach: Reach,
  {
    method = 'GET',
    headers = {},
  }: { readonly method?: 'GET' | 'HEAD'; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<HttpResponse> {
  let at = url
  for (let left = MOST_REDIRECTS; ; left--) {
    // As it lies there: what is counted are its own bytes.
    const answer = await ask(new Request(at, { method, headers: { 'accept-encoding': 'identity', ...headers } }), reach)
    const location = answer.headers.get('location')
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === null) return answer
    await discardBody(answer)
    const next = URL.canParse(location, at.href) ? new URL(location, at) : undefined
    if (next === undefined || next.username !== '' || next.password !== '')
      throw new ProblemsError({
        code: 'remote-unusable',
        message: `${at.host} leads to ${next === undefined ? 'what is no address' : 'an address that holds a password'}`,
        hint: 'give the address where the objects are',
      })
    if (left === 0)
      throw new ProblemsError({
        code: 'remote-unusable',
        message: `${url.host} leads elsewhere more than ${MOST_REDIRECTS} times`,
        hint: 'give the address where the objects are',
      })
    if (next.protocol !== 'https:' && !(next.protocol === 'http:' && isLoopback(next) && isLoopback(at)))
      throw new ProblemsError({
        code: 'remote-unusable',
        message: `${at.host} leads to an address that is not https://`,
        hint: 'what comes from there could be read and changed on its way',
      })
    at = next
  }
}
