import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildSync } from 'esbuild'
import { lockHolder, renewLock, tryLock } from './lock'

/** Takes the lock, renews it as long as it can, and says at each step whether it holds it; ends when there is a file `end`. */
const HOLDER = `
const fs = require('node:fs')
const { tryLock, renewLock } = require('./lock.cjs')
const attempt = tryLock('locks', 'key', JSON.parse(process.argv[2]))
if (!('lock' in attempt)) process.exit(3)
let count = 0
const step = () => {
  if (process.argv[3] === 'renews') renewLock('locks', 'key', String(++count))
  fs.writeFileSync('says.part', JSON.stringify({ holds: attempt.lock.holds(), count }))
  fs.renameSync('says.part', 'says')
  if (fs.existsSync('end')) { attempt.lock.forget(); process.exit(0) }
}
setInterval(step, 20)
step()
`
const LEASE = 600

describe('a lock with a lease, held on another machine', () => {
  let folder: string
  const children: ChildProcess[] = []
  const before = process.env.BOCAS_HOST
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-lease-')))
    buildSync({
      entryPoints: { lock: join(__dirname, 'lock.ts') },
      outdir: folder,
      outExtension: { '.js': '.cjs' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
    })
    writeFileSync(join(folder, 'holder.cjs'), HOLDER)
  })
  beforeEach(() => (process.env.BOCAS_HOST = 'here'))
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    for (const name of ['locks', 'says', 'end']) rmSync(join(folder, name), { recursive: true, force: true })
    if (before === undefined) delete process.env.BOCAS_HOST
    else process.env.BOCAS_HOST = before
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const locks = () => join(folder, 'locks')
  const says = () => JSON.parse(readFileSync(join(folder, 'says'), 'utf8')) as { holds: boolean; count: number }
  const until = async (holds: () => boolean): Promise<void> => {
    for (let left = 500; !holds(); left--) {
      if (left === 0) throw new Error('it never came to that')
      await sleep(20)
    }
  }
  const hold = async (host: string, options: object = { lease: LEASE }, how = 'renews'): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['holder.cjs', JSON.stringify(options), how], {
      cwd: folder,
      env: { ...process.env, BOCAS_HOST: host },
      stdio: 'ignore',
    })
    children.push(child)
    await until(() => existsSync(join(folder, 'says')))
    return child
  }
  /** Looks for three times the lease, as who waits does. */
  const isHeldThroughout = async (): Promise<boolean> => {
    for (let left = 30; left > 0; left--) {
      if (lockHolder(locks(), 'key') === null) return false
      await sleep(LEASE / 10)
    }
    return true
  }

  it('is waited for as long as it is renewed', async () => {
    await hold('there')
    expect(await isHeldThroughout()).toBe(true)
    expect(says().holds).toBe(true)
  })

  it.each(['SIGKILL', 'SIGSTOP'] as const)('is passed on after %s, under a higher number', async (signal) => {
    const holder = await hold('there')
    holder.kill(signal)
    expect(lockHolder(locks(), 'key')?.host).toBe('there')
    await until(() => lockHolder(locks(), 'key') === null)
    const attempt = tryLock(locks(), 'key', { lease: LEASE })
    expect('lock' in attempt && attempt.lock.holds()).toBe(true)
    expect(readdirSync(join(locks(), 'key')).filter((name) => name !== '.beat')).toEqual(['1', '2'])
  })

  it('is known to be lost by a holder that only slept, and that takes nothing of the next one away', async () => {
    const holder = await hold('there')
    holder.kill('SIGSTOP')
    await until(() => lockHolder(locks(), 'key') === null)
    const attempt = tryLock(locks(), 'key', { lease: LEASE })
    if (!('lock' in attempt)) throw new Error('it was not free')
    holder.kill('SIGCONT')
    await until(() => !says().holds)
    writeFileSync(join(folder, 'end'), '')
    await until(() => holder.exitCode !== null)
    expect(attempt.lock.holds()).toBe(true)
    attempt.lock.forget()
    expect(existsSync(join(locks(), 'key'))).toBe(false)
  })

  it.each<[string, string, object, string]>([
    ['by a process of this machine, which can be seen', 'here', { lease: LEASE }, 'renews'],
    ['without a lease', 'there', {}, 'renews not'],
  ])('is never passed on when it is held %s', async (_, host, options, how) => {
    const holder = await hold(host, options, how)
    holder.kill('SIGSTOP')
    expect(await isHeldThroughout()).toBe(true)
  })

  it('that nobody has is not renewed, and leaves no folder', () => {
    renewLock(locks(), 'key', '1')
    expect(existsSync(join(locks(), 'key'))).toBe(false)
  })
})
