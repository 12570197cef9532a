import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { hostname } from 'node:os'
import { identityOf, isAlive, type ProcessIdentity } from './process-identity'

const children: ChildProcess[] = []
function start(script: string): ChildProcess {
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  return child
}
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))

/** An identity as another process, boot or machine would have written it, with a part that is not that of this one. */
function changed(part: Partial<ProcessIdentity>): ProcessIdentity {
  const { seal: _, ...own } = identityOf()
  return { ...own, ...part }
}

describe('the identity of a process', () => {
  it('is the same each time it is asked for, and fit for JSON', () => {
    expect(identityOf()).toEqual(identityOf())
    expect(JSON.parse(JSON.stringify(identityOf()))).toEqual(identityOf())
  })

  it('tells two processes apart', async () => {
    expect(identityOf(start('exec sleep 20').pid)).not.toEqual(identityOf(start('exec sleep 20').pid))
  })

  it('is alive as long as the process is', async () => {
    const child = start('exec sleep 20')
    const identity = identityOf(child.pid)
    expect(isAlive(identity)).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isAlive(identity)).toBe(false)
  })

  it('is not that of a later process with the same pid', () => {
    expect(isAlive(changed({ started: '1' }))).toBe(false)
  })

  it('does not outlive a boot of its machine', () => {
    expect(isAlive(changed({ boot: 'an earlier one' }))).toBe(false)
  })

  it('counts as alive on another machine, where nobody can look', () => {
    expect(isAlive(changed({ host: 'another-machine', pid: 999_999_999 }))).toBe(true)
  })

  it("is no one's when any bit of it was flipped on the disk, were it in the name of the host", () => {
    const text = JSON.stringify(identityOf())
    expect(isAlive(JSON.parse(text) as ProcessIdentity)).toBe(true)
    for (let at = text.indexOf(hostname()); at < text.indexOf(',"pid"'); at++) {
      const bytes = Buffer.from(text)
      bytes[at]! ^= 1
      let holder: ProcessIdentity
      try {
        holder = JSON.parse(bytes.toString()) as ProcessIdentity
      } catch {
        continue
      }
      expect({ holder, alive: isAlive(holder) }).toEqual({ holder, alive: false })
    }
  })

  const onLinux = process.platform === 'linux' ? it : it.skip

  onLinux('is not alive as a zombie, which waits for a parent that never asks', async () => {
    // The shell becomes a `sleep`, which never asks for its child.
    const parent = start('sleep 0.05 & echo $!; exec sleep 20')
    const [line] = (await once(parent.stdout!, 'data')) as [Buffer]
    const identity = identityOf(Number(line.toString()))
    const state = (): string => readFileSync(`/proc/${identity.pid}/stat`, 'utf8').split(') ')[1]![0]!
    for (let left = 500; state() !== 'Z' && left > 0; left--) await sleep(10)
    expect(state()).toBe('Z')
    expect(() => process.kill(identity.pid, 0)).not.toThrow()
    expect(isAlive(identity)).toBe(false)
  })

  onLinux('is read rightly when the command has spaces and brackets in its name', async () => {
    const child = spawn(process.execPath, [
      '-e',
      "process.title = 'a) b (c'; console.log(1); setTimeout(() => {}, 2e4)",
    ])
    children.push(child)
    await once(child.stdout, 'data')
    expect(identityOf(child.pid).started).toMatch(/^\d+$/)
    expect(isAlive(identityOf(child.pid))).toBe(true)
  })
})
