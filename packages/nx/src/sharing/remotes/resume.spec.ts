import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkspacePaths } from 'bocas/internal'
import { openRemote } from '../open-remote'
import type { Remote } from '../remote'
import type { ResultsLock } from '../lock-file'
import { emptyWorkspace, execute, keyOf, pulled, pushed } from '../test-results'
import { s3Server, webServer, type TestServer } from '../test-s3'

jest.setTimeout(60_000)

const SIZE = 3 << 20
const KEYS = { AWS_ACCESS_KEY_ID: 'READER', AWS_SECRET_ACCESS_KEY: 'r', AWS_REGION: 'eu-north-1' }
const folders: string[] = []
const servers: TestServer[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  for (const server of servers.splice(0)) await server.close()
})
const workspace = (): WorkspacePaths => {
  const paths = emptyWorkspace()
  folders.push(paths.root)
  return paths
}

const KINDS: readonly [string, () => Promise<TestServer>, (url: string) => [string, NodeJS.ProcessEnv]][] = [
  ['https://', () => webServer(), (url) => [url, {}]],
  [
    's3://',
    () => s3Server({ READER: { secret: 'r', mayWrite: false } }),
    (url) => ['s3://results', { ...KEYS, AWS_ENDPOINT_URL: url }],
  ],
]

describe.each(KINDS)('a large object of %s whose transfer broke off', (_, start, addressAt) => {
  /** One result with a large payload, and a server that has it. */
  async function shared(): Promise<{
    server: TestServer
    lock: ResultsLock
    large: string
    at(tries: number): Remote
  }> {
    const [a, folder, server] = [workspace(), mkdtempSync(join(tmpdir(), 'bocas-remote-')), await start()]
    folders.push(folder)
    servers.push(server)
    const { lock } = await pushed(a, openRemote(folder, { root: '/', env: {} }), [
      await execute(a, 'x', { large: SIZE }),
    ])
    for (const name of readdirSync(join(folder, 'objects')))
      server.objects.set(`objects/${name}`, readFileSync(join(folder, 'objects', name)))
    const [address, env] = addressAt(server.url)
    const at = (tries: number): Remote => openRemote(address, { root: '/', env, patience: { tries, wait: 1 } })
    return { server, lock, large: Object.keys(lock.results[0]!.large)[0]!, at }
  }
  const isWhole = (paths: WorkspacePaths, { objects }: TestServer, digest: string): boolean =>
    readFileSync(join(paths.entry(keyOf('x')), 'weights.bin')).equals(objects.get(`objects/${digest}`)!)
  const rangesOf = ({ asked }: TestServer, digest: string): (string | undefined)[] =>
    asked.filter(({ path }) => path.endsWith(digest)).map(({ headers }) => headers.range)
  const breakOff = (server: TestServer, digest: string, times = 1): void => {
    let left = times
    server.fault = ({ path }) => (path.endsWith(digest) && left-- > 0 ? 'cut' : undefined)
  }

  it('goes on in its middle, within a call', async () => {
    const { server, lock, large, at } = await shared()
    const b = workspace()
    breakOff(server, large, 2)
    expect((await pulled(b, at(4), lock.results)).problems).toEqual([])
    const [first, second, third, ...more] = rangesOf(server, large)
    expect([first, more]).toEqual([undefined, []])
    const from = [second, third].map((range) => Number(/^bytes=(\d+)-$/.exec(range!)![1]))
    expect(from[0]).toBeGreaterThanOrEqual(1 << 20)
    expect(from[1]).toBeGreaterThan(from[0]!)
    expect(isWhole(b, server, large)).toBe(true)
    expect(existsSync(b.incoming)).toBe(false)
  })

  it('goes on in its middle with the next call', async () => {
    const { server, lock, large, at } = await shared()
    const b = workspace()
    breakOff(server, large)
    expect((await pulled(b, at(1), lock.results)).problems).toHaveLength(1)
    const part = readdirSync(b.incoming).filter((name) => name.endsWith('.part'))
    expect(part).toEqual([`.${large}.part`])
    const { size } = statSync(join(b.incoming, part[0]!))
    expect((await pulled(b, at(1), lock.results)).problems).toEqual([])
    expect(rangesOf(server, large)).toEqual([undefined, `bytes=${size}-`])
    expect(isWhole(b, server, large)).toBe(true)
  })

  it('comes whole from a server that gives no parts', async () => {
    const { server, lock, large, at } = await shared()
    const b = workspace()
    breakOff(server, large)
    await pulled(b, at(1), lock.results)
    server.fault = () => 'no ranges'
    expect((await pulled(b, at(1), lock.results)).problems).toEqual([])
    expect(isWhole(b, server, large)).toBe(true)
  })

  it('begins anew when what is here is none of it', async () => {
    const { server, lock, large, at } = await shared()
    const b = workspace()
    breakOff(server, large)
    await pulled(b, at(1), lock.results)
    const part = join(b.incoming, `.${large}.part`)
    const bytes = readFileSync(part)
    bytes[700]! ^= 1
    writeFileSync(part, bytes)
    expect((await pulled(b, at(2), lock.results)).problems).toEqual([])
    expect(rangesOf(server, large)).toEqual([undefined, `bytes=${bytes.length}-`, undefined])
    expect(isWhole(b, server, large)).toBe(true)
  })

  it('is asked for anew when what is here is more than all of it', async () => {
    const { server, lock, large, at } = await shared()
    const b = workspace()
    breakOff(server, large)
    await pulled(b, at(1), lock.results)
    writeFileSync(join(b.incoming, `.${large}.part`), Buffer.alloc(SIZE + 1))
    expect((await pulled(b, at(1), lock.results)).problems).toEqual([])
    expect(rangesOf(server, large)).toEqual([undefined, undefined])
  })
})
