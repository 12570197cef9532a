import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ask, secondsToWait } from '../../examples/evals/tasks/answers/ask'
import { ExampleWorkspace } from './rig/example'

jest.setTimeout(600_000)

it.each([
  ['120', 120],
  ['0.05', 0.05],
  ['Wed, 21 Oct 2015 07:28:00 GMT', 60],
  ['Wed, 21 Oct 2015 07:20:00 GMT', 0],
  ['soon', undefined],
  [null, undefined],
])('Retry-After: %s asks for %s seconds', (header, seconds) =>
  expect(secondsToWait(header, Date.UTC(2015, 9, 21, 7, 27))).toBe(seconds),
)

it('Retry-After asks for no date where the answer has none', () =>
  expect([secondsToWait('3', NaN), secondsToWait('Wed, 21 Oct 2015 07:28:00 GMT', NaN)]).toEqual([3, undefined]))

describe('a request to an API that gives no answer at first', () => {
  const REQUEST = { model: 'small', version: '1', prompt: '1 + 2 + 3', seed: 0 }
  const ANSWER = { text: '6', tokens: { input: 1, output: 1 }, cost: 0 }

  /** What comes of it, and how often it was sent, when so many are answered in this way before one is answered well. */
  async function asked(bad: RequestListener, times: number, signal = new AbortController().signal) {
    let sent = 0
    const server = createServer((request, response) => {
      if (++sent <= times) return bad(request, response)
      response.end(JSON.stringify(ANSWER))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const came = await ask(address, REQUEST, signal, 0.001).catch((error: Error) => error)
      return { came, sent }
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  const BREAKS: Readonly<Record<string, RequestListener>> = {
    'ends the connection': ({ socket }) => socket.destroy(),
    'resets the connection': ({ socket }) => socket.resetAndDestroy(),
    'breaks off in an answer': (_, response) => {
      response.writeHead(200, { 'content-length': 1000 })
      response.write('{"text":', () => response.destroy())
    },
    'breaks off in a refusal': (_, response) => {
      response.writeHead(503, { 'content-length': 1000 })
      response.write('bu', () => response.destroy())
    },
    'has a fault of its own': (_, response) => response.writeHead(502).end('bad gateway'),
    'is busy': (_, response) => response.writeHead(429, { 'retry-after': '0' }).end('later'),
  }

  it.each(Object.entries(BREAKS))('because it %s is sent again, eight times at most', async (_what, bad) => {
    expect(await asked(bad, 3)).toEqual({ came: ANSWER, sent: 4 })
    expect(await asked(bad, Infinity)).toEqual({ came: expect.any(Error), sent: 8 })
  })

  it('says why it was not answered', async () => {
    expect(String((await asked(BREAKS['resets the connection']!, Infinity)).came)).toMatch(
      /cannot be reached: .*ECONNRESET/,
    )
    expect(String((await asked(BREAKS['has a fault of its own']!, Infinity)).came)).toContain('says 502: bad gateway')
  })

  it.each<[string, RequestListener]>([
    ['refuses it', (_, response) => response.writeHead(400).end('what?')],
    ['answers what is no JSON', (_, response) => response.end('<html>')],
  ])('is sent once to one that %s', async (_what, bad) => {
    const { came, sent } = await asked(bad, Infinity)
    expect([String(came), sent]).toEqual([expect.stringContaining('Error: '), 1])
  })

  it('is not sent again when the run is stopped, and never to what is no address', async () => {
    const stop = new AbortController()
    const bad: RequestListener = ({ socket }) => (stop.abort(), socket.destroy())
    expect(await asked(bad, Infinity, stop.signal)).toEqual({
      came: expect.objectContaining({ name: 'AbortError' }),
      sent: 1,
    })
    await expect(ask('localhost', REQUEST, stop.signal)).rejects.toThrow('Invalid URL')
  })
})

/** The example asks an API, so what it costs is the number of requests. What its README says to type is typed. */
describe('the example of an API under measurement', () => {
  let workspace: ExampleWorkspace
  const paper = (): { output: string; answered: number; refused: number } => {
    const output = workspace.run('npm run paper')
    const [, answered, refused] = /the API has answered (\d+) requests and refused (\d+)/.exec(output)!
    return { output, answered: Number(answered), refused: Number(refused) }
  }
  beforeAll(() => (workspace = ExampleWorkspace.copy('evals')))
  afterAll(() => workspace?.dispose())

  it('asks each question once, also where the API refuses some, and builds its page', () => {
    const { output, answered, refused } = paper()
    expect(output).toContain('answers, evals: 24 runs · 24 trained')
    expect(output).not.toContain('⚠')
    expect(output).toContain('paper/build/paper.pdf: 1 page')
    expect(answered).toBe(12 * 40)
    expect(refused).toBeGreaterThan(10)
  })

  it('asks nothing when it is built again', () => expect(paper()).toMatchObject({ answered: 0, refused: 0 }))

  it('scores anew without asking', () => {
    workspace.edit('tasks/evals/run.ts', '/\\d+/g', '/[0-9]+/g')
    const { output, answered } = paper()
    expect(output).toContain('12 trained')
    expect(answered).toBe(0)
  })

  it('asks for what is new only', () => {
    for (const task of ['answers', 'evals']) workspace.edit(`tasks/${task}/sweep.ts`, 'seeds(3)', 'seeds(4)')
    expect(paper().answered).toBe(4 * 40)
  })

  it('ends with the code of its command', () => {
    expect(() => workspace.run('node api/with-api.mjs false')).toThrow('ended with 1')
    expect(workspace.run('node api/with-api.mjs node --version')).toContain(process.version)
  })
})
