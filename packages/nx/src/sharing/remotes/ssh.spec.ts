import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  type Stats,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isProblemsError, sha256, type ProblemsError, type WorkspacePaths } from 'bocas/internal'
import { startSshd, type TestSshd } from '../../../../../tools/e2e/rig/sshd'
import { where } from '../../../../../tools/jest/where'
import { EMPTY_LOCK, objectsOf } from '../lock-file'
import { openRemote } from '../open-remote'
import { SILENT } from '../progress'
import { sendObjects, withPushPlan, withResults } from '../push'
import { connected, type Remote } from '../remote'
import { emptyWorkspace, execute, keyOf, pulled, pushed } from '../test-results'

jest.setTimeout(180_000)

where('sshd', 'rsync').describe('a host that is reached by ssh', () => {
  let sshd: TestSshd
  let folder: string
  let paths: WorkspacePaths
  beforeAll(async () => (sshd = await startSshd(['lab'])))
  afterAll(() => sshd.stop())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bocas-ssh-remote-'))
    paths = emptyWorkspace()
  })
  afterEach(() => [folder, paths.root].forEach((place) => rmSync(place, { recursive: true, force: true })))

  const remoteAt = (place: string, command = `ssh -F ${sshd.config}`, silence = 60_000): Remote =>
    openRemote(`ssh://lab${place}`, {
      root: '/',
      env: { PATH: process.env.PATH, BOCAS_SSH_COMMAND: command },
      patience: { tries: 2, wait: 1 },
      silence,
    })
  const refusal = async (act: Promise<unknown>): Promise<ProblemsError> => {
    const error = await act.catch((thrown: unknown) => thrown)
    expect(isProblemsError(error)).toBe(true)
    return error as ProblemsError
  }
  /** As ssh, but something happens on the other machine before what is executed there. */
  const meanwhile = (script: string): string => {
    const file = join(folder, 'ssh.sh')
    writeFileSync(file, `#!/bin/sh\n${script}\nexec ssh -F ${sshd.config} "$@"\n`)
    chmodSync(file, 0o755)
    return file
  }

  it.each<[string, () => string, RegExp]>([
    [
      'has no server',
      () => `ssh -F ${sshd.config} -o Port=1`,
      /cannot be used: rsync ended with exit code \d+: .*refused/,
    ],
    [
      'knows nobody of that name',
      () => `ssh -F ${sshd.config} -o User=nobody-of-that-name`,
      /cannot be used: rsync ended/,
    ],
    ['cannot be asked', () => '/nowhere/ssh', /cannot be used: rsync ended/],
  ])('is said to be none when it %s, in words', async (_, command, expected) => {
    const run = await execute(paths, 'x')
    const { problems } = await refusal(pushed(paths, remoteAt(folder, command()), [run]))
    expect(problems).toEqual([expect.objectContaining({ code: 'remote-unusable' })])
    expect(problems[0]!.message.replaceAll('\n', ' ')).toMatch(expected)
  })

  it('says why it takes nothing', async () => {
    writeFileSync(join(folder, 'objects'), 'a file in place of the folder')
    const { problems } = await refusal(pushed(paths, remoteAt(folder), [await execute(paths, 'x')]))
    expect(problems[0]).toMatchObject({ code: 'remote-unusable' })
    expect(`${problems[0]!.message} ${problems[0]!.hint}`).toMatch(/ssh:\/\/lab\S+.*rsync/s)
  })

  it('says once that there is no folder, whoever wants something of it, and does not try again', async () => {
    const { lock } = await pushed(paths, remoteAt(join(folder, 'x')), [await execute(paths, 'x')])
    const log = join(folder, 'calls')
    const command = meanwhile(`echo x >> ${log}`)
    rmSync(paths.store, { recursive: true })
    const { problems } = await refusal(pulled(paths, remoteAt(join(folder, 'gone'), command), lock.results))
    expect(problems.map(({ message }) => message)).toEqual([`there is no folder of results at ssh://lab${folder}/gone`])
    // The stream of small objects, and rsync.
    expect(readFileSync(log, 'utf8').trim().split('\n').length).toBeLessThanOrEqual(2)
  })

  it('gets again what a collection has removed while it was pushed', async () => {
    const runs = [await execute(paths, 'x'), await execute(paths, 'y')]
    await pushed(paths, remoteAt(folder), runs)
    const objects = readdirSync(join(folder, 'objects'))
    for (const name of objects) utimesSync(join(folder, 'objects', name), 1.25e9, 1.25e9)
    const command = meanwhile(`case "$*" in *touch*) rm -f ${folder}/objects/* ;; esac`)
    const { lock } = await pushed(paths, remoteAt(folder, command), runs)
    expect(readdirSync(join(folder, 'objects')).sort()).toEqual(objects.sort())
    const b = emptyWorkspace()
    try {
      expect((await pulled(b, remoteAt(folder), lock.results)).results).toBe(2)
    } finally {
      rmSync(b.root, { recursive: true })
    }
  })

  it('is refused when it falls silent as it is told to make objects young, or to remove them', async () => {
    const runs = [await execute(paths, 'x'), await execute(paths, 'y')]
    await pushed(paths, remoteAt(folder), runs)
    const command = meanwhile('case "$*" in *touch*|*"rm -f"*|*find*) exec sleep 600 ;; esac')
    const objects = readdirSync(join(folder, 'objects'))
    const silent = () => remoteAt(folder, command, 8000)
    for (const act of [
      () => pushed(paths, silent(), runs),
      () => silent().remove(objects),
      () => silent().remove(objects, 1),
    ]) {
      const { problems } = await refusal(act())
      expect(problems.map(({ message }) => message)).toEqual([
        `ssh://lab${folder} cannot be used: nothing came from there for 8 s`,
      ])
    }
    expect(readdirSync(join(folder, 'objects'))).toEqual(objects)
  })

  it('goes on in the middle of a large object', async () => {
    const { lock } = await pushed(paths, remoteAt(folder), [await execute(paths, 'x', { large: 4 << 20 })])
    const [digest] = Object.keys(lock.results[0]!.large)
    const b = emptyWorkspace()
    try {
      // What rsync leaves of one that was cut off.
      const partial = join(b.incoming, '.partial')
      mkdirSync(partial, { recursive: true })
      writeFileSync(join(partial, digest!), Buffer.alloc(3 << 20, 'x'))
      expect((await pulled(b, remoteAt(folder), lock.results)).problems).toEqual([])
      expect(existsSync(b.incoming)).toBe(false)
    } finally {
      rmSync(b.root, { recursive: true })
    }
  })
  describe('with many small objects', () => {
    const names = Array.from({ length: 20 }, (_, index) => `r${index}`)
    const objects = (): string[] => readdirSync(join(folder, 'objects')).sort()
    let b: WorkspacePaths
    beforeEach(() => (b = emptyWorkspace()))
    afterEach(() => rmSync(b.root, { recursive: true, force: true }))

    const executed = async () => {
      const runs = []
      for (const name of names) runs.push(await execute(paths, name))
      return runs
    }
    /** Calls of rsync, which go through. */
    function watched(): { env: NodeJS.ProcessEnv; calls(): number } {
      const log = join(folder, 'calls')
      const bin = join(folder, 'bin')
      mkdirSync(bin)
      writeFileSync(join(bin, 'rsync'), `#!/bin/sh\necho called >>${log}\nPATH=${process.env.PATH} exec rsync "$@"\n`, {
        mode: 0o755,
      })
      return {
        env: { PATH: `${bin}:${process.env.PATH}`, BOCAS_SSH_COMMAND: `ssh -F ${sshd.config}` },
        calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').length : 0),
      }
    }

    it('gets and gives them in one stream, without rsync', async () => {
      const { env, calls } = watched()
      const remote = openRemote(`ssh://lab${folder}`, { root: '/', env })
      const { lock } = await pushed(paths, remote, await executed())
      expect(objects()).toEqual([...objectsOf(lock.results).keys()].sort())
      const [{ mode, mtimeMs }] = objects().map((name) => statSync(join(folder, 'objects', name))) as [Stats]
      expect([mode & 0o777, mtimeMs > 1.5e12]).toEqual([0o644, true])
      expect(await pulled(b, remote, lock.results)).toMatchObject({ results: 20, problems: [] })
      expect(calls()).toBe(0)
      for (const name of names)
        expect(readFileSync(join(b.entry(keyOf(name)), 'result.json'))).toEqual(
          readFileSync(join(paths.entry(keyOf(name)), 'result.json')),
        )
      expect(existsSync(b.incoming)).toBe(false)
    })

    it('sends them while it is found out what there is to send, once', async () => {
      const { env, calls } = watched()
      const log = join(folder, 'streams')
      const command = meanwhile(`case "$*" in *"tar -xzmof"*) echo x >>${log} ;; esac`)
      const remote = openRemote(`ssh://lab${folder}`, { root: '/', env: { ...env, BOCAS_SSH_COMMAND: command } })
      const runs = await executed()
      const { lock } = await connected(remote, () =>
        withPushPlan(paths, remote, runs, EMPTY_LOCK, async (plan) => {
          // It has begun before anybody says that something is to be sent.
          for (let left = 500; !existsSync(log); left--) {
            if (left === 0) throw new Error('nothing was sent ahead')
            await sleep(20)
          }
          await sendObjects(remote, plan, SILENT)
          return { lock: withResults(EMPTY_LOCK, plan.results) }
        }),
      )
      expect(objects()).toEqual([...objectsOf(lock.results).keys()].sort())
      expect([calls(), readFileSync(log, 'utf8')]).toEqual([0, 'x\n'])
      expect(await pulled(b, remote, lock.results)).toMatchObject({ results: 20, problems: [] })
    })

    it('leaves nothing but whole objects there when it comes to nothing', async () => {
      const remote = remoteAt(folder)
      const runs = await executed()
      const failing = connected(remote, () =>
        withPushPlan(paths, remote, runs, EMPTY_LOCK, () => Promise.reject(new Error('it was not meant'))),
      )
      await expect(failing).rejects.toThrow('it was not meant')
      const left = (): string[] => (existsSync(join(folder, 'objects')) ? objects() : [])
      for (let tries = 500; left().some((name) => name.startsWith('.')); tries--) {
        if (tries === 0) throw new Error(`left there: ${left().join(', ')}`)
        await sleep(20)
      }
      expect(left().filter((name) => sha256(readFileSync(join(folder, 'objects', name))) !== name)).toEqual([])
    })

    it('removes what the push of a machine that went down has left there, and nothing of one at work', async () => {
      const [old, young] = ['.push-1', '.push-2'].map((name) => join(folder, 'objects', name)) as [string, string]
      for (const own of [old, young]) {
        mkdirSync(own, { recursive: true })
        writeFileSync(join(own, 'x'), 'x')
      }
      utimesSync(old, 1.25e9, 1.25e9)
      await pushed(paths, remoteAt(folder), await executed())
      for (let tries = 500; existsSync(old); tries--) {
        if (tries === 0) throw new Error('it is still there')
        await sleep(20)
      }
      expect(readdirSync(young)).toEqual(['x'])
    })

    it('sends by that stream what is not there, and makes the rest young', async () => {
      const { env, calls } = watched()
      const remote = openRemote(`ssh://lab${folder}`, { root: '/', env })
      const runs = await executed()
      await pushed(paths, remote, runs.slice(0, 10))
      for (const name of objects()) utimesSync(join(folder, 'objects', name), 1.25e9, 1.25e9)
      await pushed(paths, remote, runs)
      expect(objects()).toHaveLength(20)
      expect(objects().every((name) => statSync(join(folder, 'objects', name)).mtimeMs > 1.5e12)).toBe(true)
      expect(calls()).toBe(0)
    })

    it.each<[string, string]>([
      [
        'lets in nothing but rsync',
        'case "$*" in *"rsync --server"*) ;; *ControlMaster=yes*|*-G*) ;; *) exit 1 ;; esac',
      ],
      ['breaks off what it gives', 'case "$*" in *"tar -cf"*) ssh -F CONFIG "$@" | head -c 30000; exit 0 ;; esac'],
      ['breaks off what it takes', 'case "$*" in *"tar -xzmof"*) head -c 30000 | ssh -F CONFIG "$@"; exit 0 ;; esac'],
      ['gives other things', 'case "$*" in *"tar -cf"*) head -c 30000 /dev/urandom; exit 0 ;; esac'],
      ['falls silent when it is to give', 'case "$*" in *"tar -cf"*) exec sleep 600 ;; esac'],
      ['falls silent when it is to take', 'case "$*" in *"tar -xzmof"*) exec sleep 600 ;; esac'],
    ])('of a host that %s get there and back all the same', async (_, script) => {
      // Only what falls silent is waited for.
      const silence = script.includes('sleep') ? 8000 : undefined
      const remote = remoteAt(folder, meanwhile(script.replaceAll('CONFIG', sshd.config)), silence)
      const { lock } = await pushed(paths, remote, await executed())
      expect(objects()).toEqual([...objectsOf(lock.results).keys()].sort())
      expect(await pulled(b, remote, lock.results)).toMatchObject({ results: 20, problems: [] })
    })

    it.each<[string, (file: string) => void, RegExp]>([
      [
        'with one bit flipped',
        (file) => {
          const bytes = readFileSync(file)
          bytes[700]! ^= 1
          writeFileSync(file, bytes)
        },
        /its bytes are others/,
      ],
      ['that is a link', (file) => (rmSync(file), symlinkSync('/etc/passwd', file)), /the remote does not have it/],
      ['that is not there', (file) => rmSync(file), /the remote does not have it/],
      ['that is larger', (file) => writeFileSync(file, Buffer.alloc(400_000)), /instead of|does not have it/],
    ])('refuses one %s, and takes the others', async (_, spoil, expected) => {
      const { lock } = await pushed(paths, remoteAt(folder), await executed())
      spoil(join(folder, 'objects', lock.results[7]!.pack))
      const { results, problems } = await pulled(b, remoteAt(folder), lock.results)
      expect([results, problems.length]).toEqual([19, 1])
      expect(problems[0]!.message).toMatch(expected)
      expect(existsSync(b.entry(lock.results[7]!.key))).toBe(false)
    })
  })
})
