import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sha256, verifyResult, type WorkspacePaths } from 'bocas/internal'
import { startSshd, type TestSshd } from '../../../../tools/e2e/rig/sshd'
import { where } from '../../../../tools/jest/where'
import { transferBytes, EMPTY_LOCK, objectsOf, type ResultsLock } from './lock-file'
import { openRemote } from './open-remote'
import { SshLogin } from '../shared/ssh-login'
import type { Patience } from './persist'
import { SILENT } from './progress'
import { pullPlan } from './pull'
import { sendObjects, withPushPlan, withResults, type SharedRun } from './push'
import { connected, type Remote } from './remote'
import { ask } from './remotes/http'
import { allOf } from './sending'
import { describeDisagreement } from './compare'
import { emptyWorkspace, execute, keyOf, pulled, pushed } from './test-results'
import { s3Server, webServer, type Fault, type TestServer } from './test-s3'

jest.setTimeout(60_000)

const QUICK: Patience = { tries: 4, wait: 1 }
const KEYS = { AWS_ACCESS_KEY_ID: 'WRITER', AWS_SECRET_ACCESS_KEY: 'writes/secret+1', AWS_REGION: 'eu-north-1' }

const made: string[] = []
const servers: TestServer[] = []
const scratch = (): string => {
  made.push(mkdtempSync(join(tmpdir(), 'bocas-remote-')))
  return made.at(-1)!
}
const workspace = (): WorkspacePaths => {
  const paths = emptyWorkspace()
  made.push(paths.root)
  return paths
}
afterEach(async () => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
  for (const server of servers.splice(0)) await server.close()
})

/** Every byte of a store, by path. */
const stored = ({ store }: WorkspacePaths): Record<string, string> =>
  existsSync(store)
    ? Object.fromEntries(
        readdirSync(store, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
          .map((file) => [file.slice(store.length), sha256(readFileSync(file))]),
      )
    : {}

/** A remote that can be written, and a hand in what it holds. */
interface Place {
  readonly remote: Remote
  readonly objects: () => string[]
  readonly change: (digest: string, change: (bytes: Buffer) => Buffer | undefined) => void
  /** As if an object had been put there in 2009. */
  readonly age: (digest: string) => void
  readonly isOld: (digest: string) => boolean
}

const DAY = 24 * 60 * 60 * 1000

const inFolder = (folder: string, remote: Remote): Place => ({
  remote,
  age: (digest) => utimesSync(join(folder, 'objects', digest), 1.25e9, 1.25e9),
  isOld: (digest) => statSync(join(folder, 'objects', digest)).mtimeMs < 1.3e12,
  objects: () => (existsSync(join(folder, 'objects')) ? readdirSync(join(folder, 'objects')).sort() : []),
  change(digest, change) {
    const file = join(folder, 'objects', digest)
    const next = change(existsSync(file) ? readFileSync(file) : Buffer.alloc(0))
    if (next) writeFileSync(file, next)
    else rmSync(file, { force: true })
  },
})
const onServer = (server: TestServer, prefix: string, remote: Remote): Place => ({
  remote,
  age: (digest) => void server.ages.set(prefix + digest, 1.25e12),
  isOld: (digest) => server.ages.get(prefix + digest)! < 1.3e12,
  objects: () => [...server.objects.keys()].map((name) => name.slice(prefix.length)).sort(),
  change(digest, change) {
    const next = change(server.objects.get(prefix + digest)!)
    if (next) server.objects.set(prefix + digest, next)
    else server.objects.delete(prefix + digest)
  },
})

async function folderPlace(): Promise<Place> {
  const folder = scratch()
  return inFolder(folder, openRemote(folder, { root: '/', env: {} }))
}
async function s3Place(): Promise<Place & { server: TestServer }> {
  const server = await s3Server({ WRITER: { secret: KEYS.AWS_SECRET_ACCESS_KEY, mayWrite: true } }, { page: 2 })
  servers.push(server)
  const env = { ...KEYS, AWS_ENDPOINT_URL: server.url }
  const remote = openRemote('s3://results/my/lab', { root: '/', env, patience: QUICK })
  return { ...onServer(server, 'my/lab/objects/', remote), server }
}
let sshd: TestSshd
async function sshPlace(): Promise<Place> {
  const folder = join(scratch(), "a folder's name")
  const env = { PATH: process.env.PATH, BOCAS_SSH_COMMAND: `ssh -F ${sshd.config}` }
  return inFolder(folder, openRemote(`ssh://lab${folder}`, { root: '/', env, patience: QUICK }))
}

describe.each<[string, () => Promise<Place>, () => Pick<typeof globalThis, 'describe'>]>([
  ['a folder', folderPlace, () => ({ describe })],
  ['s3://', s3Place, () => ({ describe })],
  ['ssh://', sshPlace, () => where('sshd', 'rsync')],
])('results that are shared by %s', (kind, placeAt, whereThere) => {
  whereThere().describe('there', () => {
    if (kind === 'ssh://') {
      beforeAll(async () => (sshd = await startSshd(['lab'])))
      afterAll(() => sshd.stop())
    }

    it('are the same bytes on the other machine, and sent once', async () => {
      const [a, b, place] = [workspace(), workspace(), await placeAt()]
      const runs = [
        await execute(a, 'x'),
        await execute(a, 'y', { large: 1_500_000 }),
        await execute(a, 'z', { large: 1_500_000 }),
      ]
      const { lock, sent } = await pushed(a, place.remote, runs)
      // An archive each, and the large payload, which is one for both.
      expect([sent, place.objects().length]).toEqual([4, 4])
      expect(place.objects()).toEqual([...objectsOf(lock.results).keys()].sort())
      expect(await pushed(a, place.remote, runs, lock)).toEqual({ lock, sent: 0 })
      expect(await pulled(b, place.remote, lock.results)).toEqual({
        results: 3,
        bytes: lock.results.reduce((sum, one) => sum + transferBytes(one), 0),
        problems: [],
      })
      expect(stored(b)).toEqual(stored(a))
      expect([existsSync(b.incoming), readdirSync(b.transit)]).toEqual([false, []])
      expect(await pulled(b, place.remote, lock.results)).toEqual({ results: 0, bytes: 0, problems: [] })
      // What came from there was executed once, whoever pushes it.
      expect((await pushed(b, place.remote, runs, lock)).lock).toEqual(lock)
    })

    it('are counted as sent when they were, and not when they were there', async () => {
      const [a, place] = [workspace(), await placeAt()]
      const names = Array.from({ length: 12 }, (_, index) => `r${index}`)
      const runs: SharedRun[] = []
      for (const name of names) runs.push(await execute(a, name))
      runs.push(await execute(a, 'large', { large: 1_500_000 }))
      // Nothing is asked of what is there: no lock names it.
      const push = (some: readonly SharedRun[]) =>
        withPushPlan(a, place.remote, some, EMPTY_LOCK, async (plan) => {
          return { plan, sent: await sendObjects(place.remote, plan, SILENT) }
        })
      const first = await push(runs.slice(0, 9))
      expect(first.sent).toEqual(allOf(first.plan.results, first.plan.send))
      expect(first.sent.results).toBe(9)
      const second = await push(runs)
      const isNew = new Map([...second.plan.send].filter(([digest]) => !first.plan.send.has(digest)))
      expect([isNew.size, second.plan.send.size]).toEqual([5, 14])
      expect(second.sent).toEqual(allOf(second.plan.results, isNew))
      expect(second.sent.results).toBe(4)
      expect((await push(runs)).sent).toEqual({ results: 0, bytes: 0 })
    })

    it('are none at first, and one', async () => {
      const [a, b, place] = [workspace(), workspace(), await placeAt()]
      expect(await pushed(a, place.remote, [{ key: keyOf('x'), run: 'alpha/x' }])).toEqual({
        lock: EMPTY_LOCK,
        sent: 0,
      })
      const { lock } = await pushed(a, place.remote, [await execute(a, 'x')])
      expect((await pulled(b, place.remote, lock.results)).results).toBe(1)
    })

    it.each<[string, (lock: ResultsLock) => [string, (bytes: Buffer) => Buffer | undefined], RegExp]>([
      ['with one bit flipped', ({ results }) => [results[0]!.pack, flipped], /its bytes are others/],
      ['cut off', ({ results }) => [results[0]!.pack, (bytes) => bytes.subarray(0, 600)], /600 bytes|after 600 of/],
      ['empty', ({ results }) => [results[0]!.pack, () => Buffer.alloc(0)], /0 bytes|after 0 of/],
      [
        'with more behind it',
        ({ results }) => [results[0]!.pack, (bytes) => Buffer.concat([bytes, bytes])],
        /bytes|does not have it/,
      ],
      ['gone', ({ results }) => [results[0]!.pack, () => undefined], /the remote does not have it/],
      ['in a large payload', ({ results }) => [Object.keys(results[0]!.large)[0]!, flipped], /its bytes are others/],
    ])('are refused when an object is changed: %s', async (_, change, expected) => {
      const [a, b, place] = [workspace(), workspace(), await placeAt()]
      const runs = [await execute(a, 'x', { large: 1_100_000 }), await execute(a, 'y')].sort((p, q) =>
        p.key < q.key ? -1 : 1,
      )
      const { lock } = await pushed(a, place.remote, runs)
      const results = [...lock.results].sort((p) => (p.run === 'alpha/x' ? -1 : 1))
      place.change(...change({ results }))
      const { results: count, problems } = await pulled(b, place.remote, lock.results)
      expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(expected)])
      expect(problems[0]!.message).toMatch(
        /^alpha\/x could not be pulled from .*; nothing of it has entered the store$/,
      )
      expect([count, readdirSync(b.store).filter((name) => !name.startsWith('.'))]).toEqual([1, [keyOf('y')]])
      // Whoever has it sends it again where it can be seen that it is none of that name; and it comes, and nothing twice.
      place.change(change({ results })[0], () => undefined)
      await pushed(a, place.remote, runs, lock)
      expect(await pulled(b, place.remote, lock.results)).toMatchObject({ results: 1, problems: [] })
      expect(stored(b)).toEqual(stored(a))
    })

    it('are refused when two objects have changed places', async () => {
      const [a, b, place] = [workspace(), workspace(), await placeAt()]
      const { lock } = await pushed(a, place.remote, [await execute(a, 'xx'), await execute(a, 'yy')])
      const [one, other] = lock.results
      const bytesOfPack: Record<string, Buffer> = {}
      for (const { pack } of lock.results) place.change(pack, (bytes) => (bytesOfPack[pack] = bytes))
      place.change(one!.pack, () => bytesOfPack[other!.pack])
      place.change(other!.pack, () => bytesOfPack[one!.pack])
      const { problems } = await pulled(b, place.remote, lock.results)
      expect(problems).toHaveLength(2)
      expect(stored(b)).toEqual({})
    })

    it('replace what is there under their name in another size', async () => {
      const [a, b, place] = [workspace(), workspace(), await placeAt()]
      const runs = [await execute(a, 'x')]
      const { lock } = await pushed(a, place.remote, runs)
      place.change(lock.results[0]!.pack, (bytes) => bytes.subarray(0, 100))
      expect((await pushed(a, place.remote, runs, lock)).sent).toBe(1)
      expect((await pulled(b, place.remote, lock.results)).results).toBe(1)
    })

    it('are young again when they are needed again: a collection leaves what is', async () => {
      const [a, place] = [workspace(), await placeAt()]
      const runs = [await execute(a, 'x'), await execute(a, 'y')]
      await pushed(a, place.remote, runs)
      for (const digest of place.objects()) place.age(digest)
      const found = await place.remote.list([])
      expect([...found.values()].every(({ since }) => since < 1.3e12)).toBe(true)
      // By somebody whose lock does not name them, after a collection has looked around, and before it removes.
      await pushed(a, place.remote, [runs[0]!])
      const young = [...found.keys()].filter((digest) => !place.isOld(digest))
      expect([young.length, await place.remote.remove([...found.keys()], 14 * DAY)]).toEqual([1, young])
      expect(place.objects()).toEqual(young)
    })

    it('are listed with sizes, and removed by name', async () => {
      const [a, place] = [workspace(), await placeAt()]
      const { lock } = await pushed(a, place.remote, [await execute(a, 'x'), await execute(a, 'y')])
      const listed = await place.remote.list([])
      expect(new Map([...listed].map(([digest, { bytes }]) => [digest, bytes]))).toEqual(objectsOf(lock.results))
      expect([...listed.values()].every(({ since }) => since > 1.5e12)).toBe(true)
      await place.remote.remove([lock.results[0]!.pack])
      expect(place.objects()).toEqual([lock.results[1]!.pack])
    })
  })
})

where('sshd', 'rsync').describe('a host that is reached by ssh', () => {
  let own: TestSshd
  beforeAll(async () => (own = await startSshd(['lab'])))
  afterAll(() => own.stop())
  const logins = (): number =>
    readFileSync(join(dirname(own.config), 'sshd.log'), 'utf8').split('Accepted publickey').length

  it('is logged in to once for all that a call does', async () => {
    const folder = scratch()
    const env = { PATH: process.env.PATH, BOCAS_SSH_COMMAND: `ssh -F ${own.config}` }
    const remote = openRemote(`ssh://lab${folder}`, { root: '/', env, patience: QUICK })
    const [a, b] = [workspace(), workspace()]
    const run = await execute(a, 'x')
    const before = logins()
    const { lock } = await connected(remote, async () => {
      const { lock } = await pushed(a, remote, [run])
      expect((await remote.list([])).size).toBe(1)
      await pulled(b, remote, lock.results)
      return { lock }
    })
    expect([logins() - before, stored(b)]).toEqual([1, stored(a)])
    // By itself, it logs in each time.
    await pushed(a, remote, [run], lock)
    expect(logins() - before).toBe(2)
  })

  it.each<[string, (config: string) => string]>([
    ['shares connections as its user has told it', (config) => `ssh -F ${config} -o ControlPath=${tmpdir()}/bocas-%C`],
    ['cannot be reached', () => 'ssh -F /nowhere'],
    ['is called by another program', () => 'false'],
  ])('is not logged in to ahead when it %s', async (_, command) => {
    const before = logins()
    const login = new SshLogin('lab', ['/bin/sh', '-c', `${command(own.config)} "$@"`, 'ssh'], {
      PATH: process.env.PATH,
    })
    await login.ahead()
    expect(await login.words()).toEqual([])
    await login.close()
    expect(logins()).toBe(before)
  })

  it('leaves no place for its connection behind when the process ends in the midst of it', () => {
    const script = `const { SshLogin } = require(${JSON.stringify(join(__dirname, '../shared/ssh-login.ts'))})
new SshLogin('lab', ['ssh', '-F', ${JSON.stringify(own.config)}]).words().then((words) => {
  console.log(words.join(' '))
  process.exit(130)
})`
    const { stdout, status } = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', script], { encoding: 'utf8' })
    const [, folder] = /ControlPath=(\/tmp\/bocas-ssh-\w+)\/s /.exec(stdout) ?? []
    expect([status, folder]).toEqual([130, expect.any(String)])
    expect(existsSync(folder!)).toBe(false)
  })
})

const flipped = (bytes: Buffer): Buffer => {
  const other = Buffer.from(bytes)
  other[other.length >> 1]! ^= 1
  return other
}

describe('two machines that come to other bytes for one run', () => {
  it('keep both, and it is said', async () => {
    const [a, b, c, d, place] = [workspace(), workspace(), workspace(), workspace(), await folderPlace()]
    const first = await pushed(a, place.remote, [await execute(a, 'x', { host: 'a' })])
    const second = await pushed(b, place.remote, [await execute(b, 'x', { host: 'b' })], first.lock)
    const third = await pushed(c, place.remote, [await execute(c, 'x', { host: 'c' })], second.lock)
    // The same bytes: one archive.
    expect([second.sent, third.sent, third.lock.results.length]).toEqual([0, 0, 1])
    const before = await execute(d, 'x', { host: 'd', accuracy: 0.8 })
    const there = stored(d)
    const plan = await pullPlan(d, third.lock.results)
    expect([plan.fetch, plan.differ.map(describeDisagreement)]).toEqual([
      [],
      [
        expect.stringMatching(
          /^alpha\/x: 3 reproduced this run, 1 differs \([0-9a-f]{12} ×3; [0-9a-f]{12} ×1, which is here\)$/,
        ),
      ],
    ])
    await pulled(d, place.remote, third.lock.results)
    expect(stored(d)).toEqual(there)
    const both = await pushed(d, place.remote, [before], third.lock)
    expect([both.sent, both.lock.results.map(({ executions }) => executions.length).sort()]).toEqual([1, [1, 3]])
    // Another one takes what most came to.
    const e = workspace()
    await pulled(e, place.remote, both.lock.results)
    expect(stored(e)).toEqual(stored(a))
    expect((await pullPlan(e, both.lock.results)).differ).toHaveLength(1)
  })
})

describe('a result that is damaged here', () => {
  it('is not pushed, and pulled anew', async () => {
    const [a, place] = [workspace(), await folderPlace()]
    const runs = [await execute(a, 'x')]
    const { lock } = await pushed(a, place.remote, runs)
    const whole = stored(a)
    truncateSync(join(a.entry(runs[0]!.key), 'result.json'), 50)
    expect(await pulled(a, place.remote, lock.results)).toMatchObject({ results: 1, problems: [] })
    expect(stored(a)).toEqual(whole)
    expect(readdirSync(a.damaged)).toHaveLength(1)
  })
})

describe('results of which one cannot be read', () => {
  it.each<[string, (entry: string) => void]>([
    [
      'its result.json is a folder',
      (entry) => (rmSync(join(entry, 'result.json')), mkdirSync(join(entry, 'result.json'))),
    ],
    ['a payload is gone', (entry) => rmSync(join(entry, 'notes.txt'))],
    ['a large payload is gone', (entry) => rmSync(join(entry, 'weights.bin'))],
    ['a payload is a folder', (entry) => (rmSync(join(entry, 'notes.txt')), mkdirSync(join(entry, 'notes.txt')))],
  ])('are pushed without it: %s', async (_, damage) => {
    const [a, place] = [workspace(), await folderPlace()]
    const runs = [await execute(a, 'x', { large: 1_100_000 }), await execute(a, 'y')]
    damage(a.entry(keyOf('x')))
    const { damaged, results } = await withPushPlan(a, place.remote, runs, EMPTY_LOCK, (plan) => Promise.resolve(plan))
    expect(damaged.map(({ message }) => message)).toEqual([expect.stringMatching(/^alpha\/x is not pushed: /)])
    expect(results.map(({ run }) => run)).toEqual(['alpha/y'])
  })

  it('are pushed without it when the lock names it already', async () => {
    const [a, place] = [workspace(), await folderPlace()]
    const runs = [await execute(a, 'x'), await execute(a, 'y')]
    const { lock } = await pushed(a, place.remote, runs)
    rmSync(join(a.entry(keyOf('x')), 'result.json'))
    mkdirSync(join(a.entry(keyOf('x')), 'result.json'))
    const plan = await withPushPlan(a, place.remote, runs, lock, (plan) => Promise.resolve(plan))
    expect([plan.damaged.length, plan.results.map(({ run }) => run)]).toEqual([1, ['alpha/y']])
    // What the lock had stays in it.
    expect(withResults(lock, plan.results)).toEqual(lock)
  })
})

describe('a disk that breaks while results arrive', () => {
  it('ends the call by what the disk says, and what has arrived is kept', async () => {
    const [a, b, place] = [workspace(), workspace(), await folderPlace()]
    const { lock } = await pushed(a, place.remote, [await execute(a, 'x'), await execute(a, 'y')])
    const breaking: Remote = {
      ...place.remote,
      async get(wanted, folder, { arrived, failed }) {
        const all: string[] = []
        await place.remote.get(wanted, folder, { arrived: (digest) => void all.push(digest), failed })
        rmSync(b.store, { recursive: true })
        writeFileSync(b.store, '')
        for (const digest of all) {
          arrived(digest)
          // Others arrive while the first one meets the disk.
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      },
    }
    await expect(pulled(b, breaking, lock.results)).rejects.toMatchObject({ code: /^E(?:EXIST|NOTDIR)$/ as never })
    expect(readdirSync(b.incoming).sort()).toEqual([...objectsOf(lock.results).keys()].sort())
  })
})

describe('results that are read from the web', () => {
  const filled = async (
    redirects: Record<string, string> = {},
  ): Promise<{ server: TestServer; lock: ResultsLock; a: WorkspacePaths }> => {
    const [a, place, server] = [workspace(), await s3Place(), await webServer(redirects)]
    servers.push(server)
    const { lock } = await pushed(a, place.remote, [await execute(a, 'x'), await execute(a, 'y', { large: 1_200_000 })])
    for (const [name, bytes] of place.server.objects) server.objects.set(name.replace('my/lab/', 'paper/'), bytes)
    return { server, lock, a }
  }
  const at = (server: TestServer, path = 'paper'): Remote =>
    openRemote(`${server.url}/${path}/`, { root: '/', env: {}, patience: QUICK })

  it('come without an account, and nothing is put there', async () => {
    const { server, lock, a } = await filled()
    const [b, remote] = [workspace(), at(server)]
    expect((await pulled(b, remote, lock.results)).problems).toEqual([])
    expect(stored(b)).toEqual(stored(a))
    expect(remote.readOnly).toContain('is for reading')
    expect(server.asked.every(({ method, headers }) => method === 'GET' && headers.authorization === undefined)).toBe(
      true,
    )
    expect(await remote.list([...objectsOf(lock.results).keys(), sha256('none')])).toMatchObject({ size: 3 })
  })

  it.each<[string, string, RegExp]>([
    ['to http', 'http://example.org/x', /leads to an address that is not https:\/\//],
    ['to a file', 'file:///etc/passwd', /leads to an address that is not https:\/\//],
    ['in a circle', '', /leads elsewhere more than 5 times/],
    ['to nowhere', 'https://[', /leads to what is no address/],
    [
      'with a password',
      'https://me:pass-word@example.org/x',
      /^(?!.*pass-word).*leads to an address that holds a password/,
    ],
  ])('do not follow a redirect %s', async (_, target, expected) => {
    const { server, lock } = await filled()
    const redirects = Object.fromEntries(
      [...server.objects.keys()].map((name) => [
        `/moved/objects/${name.split('/').at(-1)}`,
        target || `/moved/objects/${name.split('/').at(-1)}`,
      ]),
    )
    const moved = await webServer(redirects)
    servers.push(moved)
    const b = workspace()
    const { problems } = await pulled(b, at(moved, 'moved'), lock.results)
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(expected),
      expect.stringMatching(expected),
    ])
    expect(stored(b)).toEqual({})
  })

  it('are not listed where no server answers, and it is said', async () => {
    const server = await webServer()
    await server.close()
    await expect(at(server).list([sha256('x')])).rejects.toThrow(/127\.0\.0\.1.* cannot be used: .* does not answer/)
  })

  it('are given up when a server gives them drop by drop', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'), 5)
      response.on('close', () => clearInterval(timer))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const { port } = server.address() as AddressInfo
      const { body } = await ask(new Request(`http://127.0.0.1:${port}/`), { env: {}, silence: 500 })
      await expect(
        (async () => {
          for await (const piece of body) void piece
        })(),
      ).rejects.toThrow(`the connection to 127.0.0.1:${port} broke`)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  it('follow a redirect to another place of https, here of loopback', async () => {
    const { server, lock, a } = await filled()
    const redirects = Object.fromEntries(
      [...server.objects.keys()].map((name) => [`/moved/objects/${name.split('/').at(-1)}`, `${server.url}/${name}`]),
    )
    const moved = await webServer(redirects)
    servers.push(moved)
    const b = workspace()
    expect((await pulled(b, at(moved, 'moved'), lock.results)).problems).toEqual([])
    expect(stored(b)).toEqual(stored(a))
  })
})

describe('faults on the way', () => {
  const passing: Fault[] = [500, 503, 'cut', 'wrong bytes', 'silent end']
  /** The first so many answers about each object go wrong. */
  const firstTimes = (times: number, fault: Fault, method = 'GET'): TestServer['fault'] => {
    const seen = new Map<string, number>()
    return (asked) => {
      if (asked.method !== method || !/[0-9a-f]{64}$/.test(asked.path)) return undefined
      seen.set(asked.path, (seen.get(asked.path) ?? 0) + 1)
      return seen.get(asked.path)! <= times ? fault : undefined
    }
  }

  it.each(passing)('are got over when they pass: %s', async (fault) => {
    const [a, b, { remote, server }] = [workspace(), workspace(), await s3Place()]
    const { lock } = await pushed(a, remote, [await execute(a, 'x'), await execute(a, 'y', { large: 1_200_000 })])
    server.fault = firstTimes(2, fault)
    expect((await pulled(b, remote, lock.results)).problems).toEqual([])
    expect(stored(b)).toEqual(stored(a))
  })

  it.each<[Fault, string]>([
    [500, 'answers 500'],
    ['cut', 'the connection to'],
    ['wrong bytes', 'its bytes are others'],
    ['silent end', 'it ends after'],
  ])('are said when they stay: %s', async (fault, expected) => {
    const [a, b, { remote, server }] = [workspace(), workspace(), await s3Place()]
    const { lock } = await pushed(a, remote, [await execute(a, 'x'), await execute(a, 'y')])
    const bad = lock.results[0]!
    server.fault = ({ path, method }) => (method === 'GET' && path.endsWith(bad.pack) ? fault : undefined)
    const { results, problems } = await pulled(b, remote, lock.results)
    expect([results, problems.length]).toEqual([1, 1])
    expect(problems[0]!.message).toContain(expected)
    expect(Object.keys(stored(b)).every((file) => file.startsWith(`/${lock.results[1]!.key}`))).toBe(true)
  })

  it('end a call when a server has no answer at all, instead of asking it for each of a thousand objects', async () => {
    const [a, b, { remote, server }] = [workspace(), workspace(), await s3Place()]
    const runs = await Promise.all(Array.from({ length: 60 }, (_, index) => execute(a, `r${index}`)))
    const { lock } = await pushed(a, remote, runs)
    server.fault = () => 503
    server.asked.length = 0
    await expect(pulled(b, remote, lock.results)).rejects.toThrow(
      /s3:\/\/results\/my\/lab cannot be used: .* answers 503/,
    )
    expect(server.asked.length).toBeLessThan(60 * QUICK.tries)
    expect(stored(b)).toEqual({})
  })

  it.each<Fault>([500, 409])('are got over when something is sent: %s', async (fault) => {
    const [a, b, { remote, server }] = [workspace(), workspace(), await s3Place()]
    server.fault = firstTimes(2, fault, 'PUT')
    const { lock } = await pushed(a, remote, [await execute(a, 'x')])
    expect((await pulled(b, remote, lock.results)).results).toBe(1)
  })

  it('leave no lock behind when something cannot be sent', async () => {
    const [a, { remote, server }] = [workspace(), await s3Place()]
    server.fault = ({ method }) => (method === 'PUT' ? 409 : undefined)
    await expect(pushed(a, remote, [await execute(a, 'x')])).rejects.toThrow('answers 409 (ConditionalRequestConflict)')
    expect(server.objects.size).toBe(0)
  })

  it('are none where somebody else was quicker: 412', async () => {
    const [a, { remote, server }] = [workspace(), await s3Place()]
    const run = await execute(a, 'x')
    const { lock } = await pushed(a, remote, [run])
    const kept = new Map(server.objects)
    // It is there, and the list does not say so yet.
    const [name, bytes] = [...server.objects][0]!
    server.objects.delete(name)
    server.fault = ({ method }) => {
      if (method === 'PUT') server.objects.set(name, bytes)
      return undefined
    }
    expect((await pushed(a, remote, [run], lock)).lock).toEqual(lock)
    expect(server.objects).toEqual(kept)
  })
})

describe('a bucket', () => {
  const open = async (
    env: Record<string, string>,
    isPublic = false,
  ): Promise<{ remote: Remote; server: TestServer }> => {
    const users = { WRITER: { secret: 'w', mayWrite: true }, READER: { secret: 'r', mayWrite: false } }
    const server = await s3Server(users, { isPublic })
    servers.push(server)
    const nowhere = { AWS_SHARED_CREDENTIALS_FILE: '/nowhere', AWS_CONFIG_FILE: '/nowhere' }
    const remote = openRemote('s3://results', {
      root: '/',
      env: { ...nowhere, ...env, AWS_ENDPOINT_URL_S3: server.url },
      patience: QUICK,
    })
    return { remote, server }
  }
  const keys = (id: string, secret: string): Record<string, string> => ({
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: secret,
  })

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'wrong secret',
      keys('WRITER', 'the-secret-that-is-wrong'),
      /answers 403 \(SignatureDoesNotMatch\)\n {2}the keys are wrong, or may not do this/,
    ],
    ['unknown keys', keys('NOBODY', 'the-secret-that-is-wrong'), /answers 403 \(InvalidAccessKeyId\)/],
    ['keys that only read', keys('READER', 'r'), /cannot be written to: it answers 403 \(AccessDenied\)/],
  ])('says what is wrong with %s, and nothing that is secret', async (_, env, expected) => {
    const { remote, server } = await open(env)
    const a = workspace()
    const thrown = await pushed(a, remote, [await execute(a, 'x')]).catch((error: unknown) => error)
    expect(String((thrown as Error).message)).toMatch(expected)
    const told = JSON.stringify([thrown, (thrown as Error).message, (thrown as Error).stack])
    for (const secret of ['the-secret-that-is-wrong', 'AWS4-HMAC', 'StringToSign', 'Signature='])
      expect(told).not.toContain(secret)
    expect(server.objects.size).toBe(0)
  })

  it('says so when the clock of this machine is wrong', async () => {
    const { remote } = await open(keys('WRITER', 'w'))
    const now = Date.prototype.toISOString
    const clock = jest.spyOn(Date.prototype, 'toISOString').mockImplementation(function (this: Date) {
      return now.call(new Date(this.getTime() - 60 * 60_000))
    })
    try {
      await expect(remote.list([])).rejects.toThrow(
        /cannot be listed: it answers 403 \(RequestTimeTooSkewed\)\n {2}the clock of this machine is wrong by more than a quarter of an hour/,
      )
    } finally {
      clock.mockRestore()
    }
  })

  it('that is public is read without keys, and not written', async () => {
    const { remote, server } = await open({}, true)
    expect(remote.readOnly).toContain('there are no keys')
    const [a, b, folder] = [workspace(), workspace(), await folderPlace()]
    const { lock } = await pushed(a, folder.remote, [await execute(a, 'x')])
    for (const { pack } of lock.results)
      folder.change(pack, (bytes) => {
        server.objects.set(`objects/${pack}`, bytes)
        return bytes
      })
    expect((await pulled(b, remote, lock.results)).problems).toEqual([])
  })

  it('takes its keys from a profile of the usual files', async () => {
    const home = scratch()
    mkdirSync(join(home, 'a'))
    writeFileSync(
      join(home, 'credentials'),
      '[default]\naws_access_key_id = x\naws_secret_access_key = y\n\n[ lab ]\n# old\naws_access_key_id=WRITER\naws_secret_access_key = w\n',
    )
    writeFileSync(join(home, 'config'), '[profile lab]\nregion = eu-west-3\n')
    const { remote } = await open({
      AWS_PROFILE: 'lab',
      AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
      AWS_CONFIG_FILE: join(home, 'config'),
    })
    const a = workspace()
    expect((await pushed(a, remote, [await execute(a, 'x')])).sent).toBe(1)
  })

  it('needs both halves of a key', () =>
    expect(open({ AWS_ACCESS_KEY_ID: 'WRITER' })).rejects.toThrow('AWS_SECRET_ACCESS_KEY is not set'))

  it('is not asked through http', () =>
    expect(() =>
      openRemote('s3://results', {
        root: '/',
        env: { ...keys('WRITER', 'w'), AWS_ENDPOINT_URL: 'http://example.org' },
      }),
    ).toThrow('AWS_ENDPOINT_URL is no https:// address'))
})

describe('what has entered the store', () => {
  it('is a result like any other', async () => {
    const [a, b, place] = [workspace(), workspace(), await folderPlace()]
    const { lock } = await pushed(a, place.remote, [await execute(a, 'x')])
    await pulled(b, place.remote, lock.results)
    expect(await verifyResult(b.entry(keyOf('x')), keyOf('x'))).toMatchObject({ config: { lr: 0.1, name: 'x' } })
  })
})
