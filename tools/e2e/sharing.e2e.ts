import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, existsSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { s3Server, webServer } from '../../packages/nx/src/sharing/test-s3'
import { where } from '../jest/where'
import { bocas, startBocas } from './rig/bocas'
import { git } from './rig/git'
import type { NxCall } from './rig/nx'
import { killOne } from './rig/processes'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { startSshd } from './rig/sshd'
import { bytesBelow } from './rig/store'
import { figuresTs, runTs, sweepTs } from './rig/sources'

jest.setTimeout(900_000)

const { it: itWhereSshd } = where('sshd', 'rsync')

const TYPST = `#import "build/bocas.typ": fact, fig, tab

The runs are #fact("alpha.names").
#tab("alpha/scores", caption: [Scores])
`
const FILES = {
  '.gitattributes': 'paper/results.lock.json merge=union\n',
  'tasks/alpha/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), seed: seeds(2) }'),
  'tasks/alpha/run.ts': runTs({
    body: 'await gate()',
    returns: '{ score: config.lr * 100, rows: table([{ step: 1, loss: config.lr }]) }',
  }),
  'tasks/alpha/figures.ts': figuresTs('lr'),
  // Nobody draws it.
  'tasks/beta/sweep.ts': sweepTs('{ lr: sweep([1, 2, 3]) }'),
  'tasks/beta/run.ts': runTs(),
  'paper/main.typ': TYPST,
}

describe('results that one machine has and another one needs', () => {
  let rig: Rig
  const clones: { b?: Rig } = {}
  const remote = (): string => join(rig.places.base, 'remote')
  beforeAll(async () => {
    rig = Rig.create(FILES)
    successful(await rig.nx('run paper:build'))
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toHaveLength(7)
  })
  afterAll(() => rig.dispose())

  it('are pushed, and named in git', async () => {
    const dry = await bocas(rig, ['push', '--to', remote(), '--dry-run'])
    expect(dry.stdout).toMatch(/^to push: 7 results, .* kB, to .*remote\nnothing is sent yet/)
    expect([dry.code, rig.list('paper').includes('results.lock.json')]).toEqual([0, false])
    const { code, stdout, output } = await bocas(rig, ['push', '--to', remote()])
    expect({ code, output }).toEqual({ code: 0, output: stdout })
    expect(stdout).toMatch(
      /pushed: 7 results, .* kB, to .*remote\npaper\/results\.lock\.json: 7 results, 7 new: commit it\n$/,
    )
    rig.commit()
    expect(git(rig.root, 'ls-files', 'paper/results.lock.json').trim()).toBe('paper/results.lock.json')
    const again = await bocas(rig, ['push'])
    expect(again.stdout).toMatch(
      /^pushed: 0 results, 0 bytes, to .*remote; 7 there already\npaper\/results\.lock\.json is as it was\n$/,
    )
  })

  it('are pulled by a clone, which executes nothing and prints the same paper', async () => {
    const clone = rig.clone('b')
    const { code, stdout } = await bocas(clone, ['pull', '--for', 'paper', '--from', remote()])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/pulled: 4 results, .* kB, from .*remote\n$/) as string,
    })
    successful(await clone.nx('run paper:build'))
    expect(clone.executions()).toEqual([])
    const [own, other] = [rig, clone].map(({ root }) => bytesBelow(join(root, 'paper/build'))['paper.pdf'])
    expect(own).toBe(other)
    expect((await bocas(clone, ['pull'])).stdout).toMatch(/pulled: 3 results, .* kB, from .*remote; 4 here already\n$/)
    successful(await clone.nx('run-many -t experiment'))
    expect(clone.executions()).toEqual([])
    expect((await bocas(clone, ['verify'])).code).toBe(0)
    clones.b = clone
  })

  it('are held against the lock when a cache of Nx gives others: nothing forged is shown', async () => {
    const b = clones.b!
    // Whoever may write into a remote cache can do this: a result of the right key, sealed, with another number in it.
    const cached = Object.keys(bytesBelow(b.places.nxCache)).filter((file) => /alpha.*seed=0.result\.json$/.test(file))
    expect(cached.length).toBeGreaterThan(0)
    b.write({ 'forge.cjs': FORGE })
    for (const file of cached)
      execFileSync(process.execPath, [b.path('forge.cjs'), dirname(join(b.places.nxCache, file))], { cwd: b.root })
    for (const folder of ['.bocas/store', 'paper/artifacts']) b.remove(folder)
    b.edit('tasks/alpha/figures.ts', "better: 'max'", "better: 'min'")
    const { code, output } = await b.nx('run alpha:figures')
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(
        /✖ damaged: this result, [0-9a-f]{12}, was not executed here and is none of those that paper\/results\.lock\.json names for its run → at alpha\/lr=/,
      ),
    ])
    expect(b.read('paper/tables/alpha/scores.typ')).not.toContain('99')
    // A host that is asked takes the view for none either.
    b.remove('.bocas')
    const asked = await b.nx('run-many -t experiment -p alpha --skip-nx-cache', {
      NX_VERBOSE_LOGGING: 'true',
      BOCAS_TRAIN: 'never',
    })
    expect(asked.code).toBe(1)
    expect(b.executions()).toEqual([])
    expect((await bocas(b, ['pull', '--from', remote()])).code).toBe(0)
    successful(await b.nx('run alpha:figures'))
    expect(b.executions()).toEqual([])
    expect(b.read('paper/tables/alpha/scores.typ')).not.toContain('99')
  })

  it('come in one archive, from which a clone prints the same paper', async () => {
    rig.edit('.gitignore', '.bocas/\n', '.bocas/\npaper/build/\n')
    rig.commit()
    const { code, stdout } = await bocas(rig, ['bundle', '--out', '../paper.tar'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('7 results, paper.pdf')])
    const clone = rig.clone('c')
    expect((await bocas(clone, ['pull', join(rig.places.base, 'paper.tar')])).stdout).toContain('pulled: 7 results')
    successful(await clone.nx('run paper:build'))
    expect(clone.executions()).toEqual([])
    expect(bytesBelow(join(clone.root, 'paper/build'))['paper.pdf']).toBe(
      bytesBelow(join(rig.root, 'paper/build'))['paper.pdf'],
    )
  })

  it('come in no archive with a paper of before: it is refused until it is built again', async () => {
    const clone = rig.clone('older')
    expect((await bocas(clone, ['pull', '--from', remote()])).code).toBe(0)
    successful(await clone.nx('run paper:build'))
    const bundle = async (): Promise<unknown> => {
      clone.commit()
      const { code, stderr } = await bocas(clone, ['bundle', '--out', '../older.tar'])
      return [code, stderr]
    }
    const refused = (why: string): unknown => [
      1,
      expect.stringMatching(
        new RegExp(
          `^✖ paper/build/paper\\.pdf is not the paper of now: .*${why}.*\\n {2}build it again: nx run paper:build\\n`,
        ),
      ),
    ]
    expect(await bundle()).toEqual([0, ''])
    clone.edit('paper/main.typ', 'The runs are', 'All runs are')
    expect(await bundle()).toEqual(refused('its text was changed since: main\\.typ'))
    successful(await clone.nx('run paper:build'))
    expect(await bundle()).toEqual([0, ''])
    clone.edit('tasks/alpha/figures.ts', "better: 'max'", "better: 'min'")
    expect(await bundle()).toEqual(refused('were drawn by other code: tasks/alpha/figures\\.ts'))
    successful(await clone.nx('run alpha:figures'))
    expect(await bundle()).toEqual(refused('other figures, tables or facts were made since: alpha'))
    successful(await clone.nx('run paper:build'))
    expect(await bundle()).toEqual([0, ''])
    clone.edit('tasks/alpha/run.ts', 'config.lr * 100', 'config.lr * 101')
    expect(await bundle()).toEqual(refused('were drawn from other runs than those that the sweep has now'))
    expect(clone.executions()).toEqual([])
  })

  it('are read from a static host by a fresh clone, without an account or anything of this user', async () => {
    const server = await webServer()
    try {
      for (const [name, bytes] of Object.entries(bytesBelow(join(remote(), 'objects'))))
        server.objects.set(`paper/objects/${name}`, Buffer.from(bytes, 'base64'))
      const clone = rig.clone('reader')
      const nobody = { HOME: clone.path('no-home') }
      const { code, stdout } = await bocas(clone, ['pull', '--from', `${server.url}/paper`], nobody)
      expect([code, stdout]).toEqual([0, expect.stringContaining('pulled: 7 results')])
      expect(server.asked.every(({ headers }) => !('authorization' in headers || 'cookie' in headers))).toBe(true)
      successful(await clone.nx('run paper:build'))
      expect(clone.executions()).toEqual([])
    } finally {
      await server.close()
    }
  })

  it('are pulled beside a sweep that executes them: each is there once, and whole', async () => {
    const clone = rig.clone('beside')
    clone.closeGate()
    const sweep = clone.start('run-many -t experiment')
    await clone.until('a run is at work', () => clone.events('start').length > 0)
    const pulled = await bocas(clone, ['pull', '--from', remote()])
    expect([pulled.code, pulled.output]).toEqual([0, expect.stringMatching(/pulled: 7 results/)])
    clone.openGate()
    successful(await sweep.ended)
    clone.executions()
    expect((await bocas(clone, ['verify'])).stdout).toMatch(/^7 results, .*: all as they were written$/m)
    successful(await clone.nx('run paper:build'))
    expect(clone.executions()).toEqual([])
    expect((await bocas(clone, ['push', '--dry-run', '--to', remote()])).output).not.toContain('differs')
  })

  it('are all there after pushes from two machines and a collection at the same time', async () => {
    const [a, b] = [rig, rig.clone('second')]
    expect((await bocas(b, ['pull', '--from', remote()])).code).toBe(0)
    const place = join(rig.places.base, 'raced')
    mkdirSync(place)
    const long = Date.now() / 1000 - 30 * 24 * 3600
    expect(await bocas(a, ['push', '--to', place])).toMatchObject({ code: 0, stderr: '' })
    for (let round = 0; round < 3; round++) {
      // Nobody has needed them for a month, and no lock that is committed names them at this place: all are to be collected, but for those that are needed again.
      for (const name of Object.keys(bytesBelow(join(place, 'objects'))))
        utimesSync(join(place, 'objects', name), long, long)
      const other = Rig.create({ 'paper/results.lock.json': NO_RESULTS })
      other.commit()
      try {
        const clones = [rig.clone(`left-${round}`), rig.clone(`right-${round}`)]
        for (const clone of clones) {
          cpSync(rig.path('.bocas'), clone.path('.bocas'), { recursive: true })
          clone.remove('paper/results.lock.json')
        }
        const calls = await Promise.all([
          ...clones.map((clone) => bocas(clone, ['push', '--to', place])),
          bocas(other, ['gc', '--remote', '--yes', '--from', place]),
        ])
        expect(calls.map(({ code }) => code)).toEqual([0, 0, 0])
        for (const clone of clones)
          expect((await bocas(clone, ['verify', '--remote', '--bytes', '--from', place])).stdout).toMatch(
            /: all every byte read$/m,
          )
      } finally {
        await other.dispose()
      }
    }
  })

  it('go on where a killed call was, and no object is ever seen in part', async () => {
    const server = await s3Server({ AKIDEXAMPLE: { secret: SECRET, mayWrite: true } })
    const env = { ...KEYS, AWS_ENDPOINT_URL: server.url }
    try {
      let killed = 0
      const killAt = (call: NxCall, method: string, count: number): void => {
        let seen = 0
        server.fault = (asked) => {
          if (asked.method === method && /[0-9a-f]{64}$/.test(asked.path) && ++seen === count) {
            killed++
            killOne(call.pid, 'SIGKILL')
          }
          return undefined
        }
      }
      const push = startBocas(rig, ['push', '--to', 's3://results/lab'], env)
      killAt(push, 'PUT', 3)
      expect((await push.ended).code).not.toBe(0)
      const whole = [...server.objects].filter(([name, bytes]) => name.endsWith(sha256(bytes))).length
      expect([killed, whole]).toEqual([1, server.objects.size])
      server.fault = () => undefined
      const again = await bocas(rig, ['push', '--to', 's3://results/lab'], env)
      expect([again.code, server.objects.size]).toEqual([0, 7])
      const clone = rig.clone('d')
      const pull = startBocas(clone, ['pull', '--from', 's3://results/lab'], env)
      killAt(pull, 'GET', 5)
      expect((await pull.ended).code).not.toBe(0)
      expect((await bocas(clone, ['verify'])).code).toBe(0)
      server.fault = () => undefined
      const had = clone.list('.bocas/store').length
      const rest = await bocas(clone, ['pull', '--from', 's3://results/lab'], env)
      expect([rest.code, rest.stdout]).toEqual([0, expect.stringContaining(`pulled: ${7 - had} result`)])
      expect([clone.list('.bocas/store').length, existsSync(clone.path('.bocas/incoming'))]).toEqual([7, false])
      expect((await bocas(clone, ['verify'])).code).toBe(0)
    } finally {
      await server.close()
    }
  })

  it('are shared with keys that stand nowhere: not in a run, a log, a record, or what is said', async () => {
    const server = await s3Server({ AKIDEXAMPLE: { secret: SECRET, mayWrite: true } })
    const env = { ...KEYS, AWS_ENDPOINT_URL: server.url, NX_VERBOSE_LOGGING: 'true' }
    try {
      rig.write({
        'tasks/gamma/sweep.ts': sweepTs('{ lr: 1 }'),
        'tasks/gamma/run.ts': runTs({
          body: 'console.log(JSON.stringify(process.env))',
          returns:
            "{ names: table(Object.keys(process.env).filter((name) => name.startsWith('AWS_')).map((name) => ({ name, count: 1 })).concat({ name: 'none', count: 0 })) }",
        }),
      })
      const trained = successful(await rig.nx('run gamma:experiment', env))
      const pushed = await bocas(rig, ['push', 'gamma', '--to', 's3://results/x'], env)
      expect(pushed.code).toBe(0)
      const wrong = await bocas(rig, ['push', 'gamma', '--to', 's3://results/y'], {
        ...env,
        AWS_SECRET_ACCESS_KEY: `${SECRET}x`,
      })
      expect(wrong.output).toContain('answers 403 (SignatureDoesNotMatch)')
      const said = [trained.output, pushed.output, wrong.output].join('\n')
      const written = [...server.objects.values()]
        .map(String)
        .concat(
          ['.bocas', 'paper', 'tasks'].flatMap((folder) =>
            Object.values(bytesBelow(rig.path(folder))).map((bytes) => Buffer.from(bytes, 'base64').toString('latin1')),
          ),
        )
      for (const secret of [SECRET, 'AKIDEXAMPLE', 'session-token-of-the-test'])
        expect([secret, said.includes(secret), written.filter((text) => text.includes(secret)).length]).toEqual([
          secret,
          false,
          0,
        ])
    } finally {
      await server.close()
    }
  })

  itWhereSshd('go by ssh to a folder of another machine, and come back', async () => {
    const sshd = await startSshd(['lab'])
    const env = { BOCAS_SSH_COMMAND: `ssh -F ${sshd.config}` }
    const address = `ssh://lab${join(rig.places.base, 'by ssh')}`
    try {
      const pushed = await bocas(rig, ['push', 'alpha', 'beta', '--to', address], env)
      expect([pushed.code, pushed.output]).toEqual([0, expect.stringContaining('pushed: 7 results')])
      const clone = rig.clone('e')
      const pulled = await bocas(clone, ['pull', '--from', address], env)
      expect([pulled.code, pulled.output]).toEqual([0, expect.stringContaining('pulled: 7 results')])
      expect((await bocas(clone, ['verify', '--remote', '--bytes', '--from', address], env)).code).toBe(0)
      successful(await clone.nx('run paper:build'))
      expect(clone.executions()).toEqual([])
      const nowhere = await bocas(clone, ['push', '--to', `ssh://lab/proc/nowhere`], env)
      expect([nowhere.code, nowhere.output]).toEqual([
        1,
        expect.stringMatching(/ssh:\/\/lab\/proc\/nowhere cannot be used|not all objects could be sent/),
      ])
    } finally {
      await sshd.stop()
    }
  })
})

describe('a paper whose runs follow from results', () => {
  it('is pulled step by step, until nothing is left to execute', async () => {
    const rig = Rig.create({
      'tasks/tune/sweep.ts': sweepTs('{ lr: sweep([0.1, 0.2]), seed: seeds(2) }'),
      'tasks/tune/run.ts': runTs({ returns: '{ val: { accuracy: config.lr + config.seed / 100 } }' }),
      'tasks/final/sweep.ts': FINAL,
      'tasks/final/run.ts': runTs(),
      'tasks/final/figures.ts': figuresTs('seed'),
      'paper/main.md': 'With the best rate: {{final.names}}.\n',
    })
    try {
      successful(await rig.nx('run-many -t experiment'))
      expect(rig.executions()).toHaveLength(7)
      const pushed = await bocas(rig, ['push', '--to', '../remote'])
      expect([pushed.code, pushed.stdout]).toEqual([0, expect.stringContaining('pushed: 7 results')])
      rig.commit()
      const clone = rig.clone('b')
      const pulled = await bocas(clone, ['pull', '--for', 'paper'])
      expect([pulled.code, pulled.stdout]).toEqual([0, expect.stringContaining('pulled: 7 results')])
      successful(await clone.nx('run paper:build'))
      expect(clone.executions()).toEqual([])
    } finally {
      await rig.dispose()
    }
  })
})

const NO_RESULTS = '{\n"format": 1,\n"remote": null\n}\n'
const FINAL = `import { defineSweep, resultsOf, seeds } from 'bocas'
import type { run as tune } from '../tune/run'

const tuned = resultsOf<typeof tune>('tune').select({ each: [], by: 'val.accuracy', max: true })
const [best] = tuned

export default defineSweep({ lr: best!.config.lr, seed: seeds(3) })
`
const SECRET = 'wJalrXUtnFEMI/K7MDENG/of+the+test'
const KEYS = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: SECRET,
  AWS_SESSION_TOKEN: 'session-token-of-the-test',
  AWS_REGION: 'eu-north-1',
}
const FORGE = `const core = require('bocas/internal')
const folder = process.argv[2]
core.verifyResult(folder).then((result) => {
  result.artifacts.score.data = 99
  return core.writeResultFile(folder, result)
})
`
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
