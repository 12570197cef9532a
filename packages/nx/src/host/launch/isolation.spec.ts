import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { identityOf, isAlive } from 'bocas/internal'
import type { TestWorkspace } from '../../plan/test-workspace'
import { failureOf, readWorkLog, type Failure } from '../outcome/failure'
import type { Launched } from './launcher'
import { localLauncher } from './local-launcher'
import type { RunSpecification } from '../../protocol/run-specification'
import { writtenOutside } from '../../protocol/scratch'
import { entryOf, forEachTest, runOf, until } from './test-runs'

jest.setTimeout(60_000)

const onLinux = process.platform === 'linux' ? it : it.skip

let worker: string
let workspace: TestWorkspace
forEachTest((made, script) => ([workspace, worker] = [made, script]))

/** What the runs start. */
const PROGRAMS = ['sleep', 'node', 'setsid', 'echo']
const launch = (code: string, change?: Partial<RunSpecification>): Launched =>
  localLauncher(worker).launch(runOf(workspace, code, { programs: PROGRAMS, ...change }), () => undefined)
const workPath = (name = ''): string => workspace.path('.bocas/work/run', name)

async function failureOfRun(code: string, limits: RunSpecification['limits'] = {}): Promise<Failure> {
  const end = await launch(code, { limits }).ended
  return failureOf(end, readWorkLog(workPath()), limits)
}

describe('what is said of a run that', () => {
  it('rejects without a handler is the rejection and its place', async () => {
    workspace.write({
      'tasks/toy/run.mjs': `export const run = () => new Promise(() => {\n Promise.reject(new Error('nobody awaits me'))\n setTimeout(() => {}, 1e5) })`,
    })
    const end = await launch('', { bundle: workspace.path('tasks/toy/run.mjs') }).ended
    expect(failureOf(end, readWorkLog(workPath()), {})).toEqual({
      reason: 'threw',
      message: 'a promise was rejected and nobody handled it: nobody awaits me',
      at: 'tasks/toy/run.mjs:2:17',
    })
  })

  it('throws in a timer is the error', async () => {
    const code = `export const run = () => new Promise(() => setTimeout(() => { throw new Error('late') }, 10))`
    expect(await failureOfRun(code)).toMatchObject({ reason: 'threw', message: 'nobody caught an error: late' })
  })

  it('exits before it returned is its exit code and what it printed last', async () => {
    const code = `export const run = () => { console.log('epoch 1'); console.log('bye'); process.exit(0) }`
    expect(await failureOfRun(code)).toEqual({
      reason: 'exited',
      codes: ['process-ended'],
      message: 'the process ended with exit code 0 before run returned',
      tail: 'epoch 1\nbye',
    })
  })

  it('aborts is the signal', async () => {
    expect(await failureOfRun(`export const run = () => process.abort()`)).toMatchObject({
      reason: 'signal',
      message: 'the process was ended by SIGABRT before run returned',
    })
  })

  it('loops for ever is that it timed out, even though it never hears that it should stop', async () => {
    const code = `export const run = () => { console.log('step 1'); for (;;); }`
    expect(await failureOfRun(code, { timeout: 4 })).toEqual({
      reason: 'timeout',
      codes: ['timed-out'],
      message: 'timed out after 4 s',
      tail: 'step 1',
    })
  })

  it('waits too long and listens is that it timed out; it has time to put its things in order', async () => {
    const code = `import { writeFileSync } from 'node:fs'
      export const run = (c, ctx) => new Promise((_, no) => { ctx.signal.addEventListener('abort', () => { writeFileSync(${JSON.stringify(workPath('order'))}, ''); no(ctx.signal.reason) }); setTimeout(() => {}, 1e5) })`
    expect(await failureOfRun(code, { timeout: 4 })).toMatchObject({ reason: 'timeout' })
    expect(existsSync(workPath('order'))).toBe(true)
  })

  it('fills the JavaScript heap is how much it had, and not the trace of the machine', async () => {
    const code = `export const run = () => { console.log('growing'); const all = []; for (;;) all.push(new Array(1000).fill(all.length + 0.5)) }`
    const { reason, message, tail } = await failureOfRun(code, { memory: 150e6 })
    expect(reason).toBe('memory')
    expect(message).toMatch(/^out of memory at \d+ MB(?: of JavaScript heap)?, limit 150 MB; allow more: /)
    expect(tail).toBe('growing')
  })

  it.each([
    ['a promise that nobody settles', 'await new Promise(() => {})'],
    ['it after a timer', 'await new Promise((go) => setTimeout(go, 50)); await new Promise(() => {})'],
    ['it, and listens for messages', `process.on('message', () => {}); await new Promise(() => {})`],
  ])('waits for %s is that nothing is left that could wake it', async (_, body) => {
    const { reason, message } = await failureOfRun(`export const run = async () => { ${body}; return { a: 1 } }`)
    expect([reason, message]).toEqual(['threw', expect.stringMatching('^run waits for something that never comes')])
  })

  onLinux('gives no sign of life is how long, and what to do if it may be so', async () => {
    const code = `export const run = () => new Promise(() => { console.log('waiting'); setInterval(() => {}, 1000) })`
    const { reason, message, tail } = await failureOfRun(code, { stall: 2 })
    expect([reason, tail]).toEqual(['stall', 'waiting'])
    expect(message).toMatch(/^no sign of life for 2 s: .* stall: '2 h' }\), or stall: false$/)
  })

  onLinux('holds more memory outside of the heap than it may is how much it held', async () => {
    const code = `export const run = async () => { const all = []; for (;;) { all.push(Buffer.alloc(10e6, 1)); await new Promise((go) => setTimeout(go, 10)) } }`
    const { reason, message } = await failureOfRun(code, { memory: 300e6 })
    expect(reason).toBe('memory')
    expect(message).toMatch(/^out of memory at \d\d\d MB, limit 300 MB; allow more: /)
  })

  onLinux('has processes that hold more memory than it may is the same', async () => {
    const child = `const all = []; setInterval(() => all.push(Buffer.alloc(20e6, 1)), 10)`
    const code = `import { spawn } from 'node:child_process'
      export const run = () => new Promise(() => { spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { detached: true }) })`
    expect(await failureOfRun(code, { memory: 300e6 })).toMatchObject({ reason: 'memory' })
  })
})

describe('a run', () => {
  it('that prints a hundred megabytes keeps the beginning and the end of its log, and costs its host no memory', async () => {
    const code = `export const run = () => {
      console.log('the beginning'); const line = 'x'.repeat(999); for (let i = 0; i < 100_000; i++) console.log(line)
      console.log('the end'); return { a: 1 } }`
    const before = process.memoryUsage.rss()
    let most = 0
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20)
    expect((await launch(code).ended).said).toEqual({ type: 'trained' })
    clearInterval(timer)
    const file = `${entryOf(workspace)}/run.log`
    const log = readFileSync(file, 'utf8')
    expect(statSync(file).size).toBeLessThan(2 * 2 ** 20)
    expect(log.slice(0, 20)).toBe('the beginning\nxxxxxx')
    expect(log.slice(-16)).toBe('xxxxxxx\nthe end\n')
    expect(/\n… (.*) bytes were cut out of this log here …\n/.exec(log)?.[1]).toMatch(/^9\d,\d\d\d,\d\d\d$/)
    expect(most - before).toBeLessThan(100e6)
  })

  it('that leaves timers and a server behind ends when it has returned', async () => {
    const code = `import { createServer } from 'node:net'
      export const run = () => { setInterval(() => {}, 1000); createServer().listen(0); return { a: 1 } }`
    expect(await launch(code).ended).toEqual({ said: { type: 'trained' }, code: 0, signal: null })
  })

  onLinux('that computes in silence, or prints now and then, is left in peace', async () => {
    const busy = `export const run = () => { const end = Date.now() + 6000; let x = 0; while (Date.now() < end) x++; return { a: 1 } }`
    const slow = `export const run = async () => { for (let i = 0; i < 6; i++) { console.log(i); await new Promise((go) => setTimeout(go, 1000)) } return { a: 1 } }`
    expect((await launch(busy, { limits: { stall: 2 } }).ended).said).toEqual({ type: 'trained' })
    const into = { folder: workspace.path('.bocas/tries/toy/one') }
    expect((await launch(slow, { limits: { stall: 2 }, into }).ended).said).toEqual({ type: 'trained' })
  })

  it('that sends messages or closes its channel is not taken for its worker', async () => {
    const code = `export const run = () => { process.send?.({ type: 'trained' }); process.disconnect?.(); throw new Error('no result') }`
    expect((await launch(code).ended).said).toMatchObject({ type: 'failed', message: 'no result' })
  })

  it('that waits for what does not keep a process going is waited for', async () => {
    const code = `export const run = async () => { await new Promise((go) => setTimeout(go, 2500).unref()); return { a: 1 } }`
    expect((await launch(code).ended).said).toEqual({ type: 'trained' })
  })

  it('that keeps its process from ending is kept, and ended', async () => {
    const code = `export const run = () => { process.on('exit', () => { for (;;); }); return { a: 1 } }`
    expect(await launch(code).ended).toMatchObject({ said: { type: 'trained' }, signal: 'SIGKILL' })
  })

  onLinux('that leaves processes behind takes them with it, in whatever group they are', async () => {
    const code = `import { execFileSync, spawn } from 'node:child_process'; import { writeFileSync } from 'node:fs'
      export const run = () => {
        const pids = [{}, { detached: true }, { detached: true, stdio: 'inherit' }].map((how) => { const child = spawn('sleep', ['100'], how); child.unref(); return child.pid })
        pids.push(Number(execFileSync('/bin/sh', ['-c', 'setsid sleep 100 >/dev/null 2>&1 & echo $!'])))
        writeFileSync(${JSON.stringify(workPath('pids'))}, JSON.stringify(pids)); return { a: 1 } }`
    expect((await launch(code).ended).said).toEqual({ type: 'trained' })
    const pids = JSON.parse(readFileSync(workPath('pids'), 'utf8')) as number[]
    expect(pids).toHaveLength(4)
    await until(() => pids.every((pid) => !isAlive(identityOf(pid))))
  })

  it('that writes by a relative path as if it were in the folder of its task reaches nothing but its own folders', async () => {
    const code = `import { writeFileSync, mkdirSync } from 'node:fs'
      export const run = () => { writeFileSync('../x', ''); mkdirSync('../../results'); writeFileSync('../../../../y', ''); writeFileSync('inside', ''); return { a: 1 } }`
    expect((await launch(code).ended).said).toEqual({ type: 'trained' })
    expect(writtenOutside(workPath())).toEqual(['../x', '../../results', '../../../../y'])
  })

  it('that is asked to stop twice still has its grace time', async () => {
    const code = `import { writeFileSync } from 'node:fs'
      export const run = (c, ctx) => new Promise((_, no) => { ctx.signal.addEventListener('abort', () => setTimeout(() => no(ctx.signal.reason), 500)); writeFileSync(${JSON.stringify(workPath('pid'))}, String(process.pid)); setTimeout(() => {}, 1e5) })`
    const launched = launch(code)
    await until(() => existsSync(workPath('pid')) && readFileSync(workPath('pid'), 'utf8') !== '')
    process.kill(Number(readFileSync(workPath('pid'), 'utf8')), 'SIGTERM')
    launched.stop()
    expect((await launched.ended).said).toEqual({ type: 'interrupted' })
  })
})

describe('a worker whose host is killed', () => {
  onLinux('ends although it is busy in an endless loop, and so does what it has started', async () => {
    const code = `import { spawn } from 'node:child_process'; import { writeFileSync } from 'node:fs'
      export const run = () => { const { pid } = spawn('sleep', ['100']); writeFileSync(${JSON.stringify(workPath('pids'))}, JSON.stringify([process.pid, pid])); for (;;); }`
    const spec = runOf(workspace, code, { programs: PROGRAMS })
    const program = workspace.path('host.cjs')
    writeFileSync(
      program,
      `require(${JSON.stringify(require.resolve('tsx/cjs'))})
       const { localLauncher } = require(${JSON.stringify(require.resolve('./local-launcher.ts'))})
       localLauncher(${JSON.stringify(worker)}).launch(${JSON.stringify(spec)}, () => {})`,
    )
    const host = spawn(process.execPath, [program], { stdio: 'inherit' })
    await until(() => existsSync(workPath('pids')) && readFileSync(workPath('pids'), 'utf8').endsWith(']'))
    const processes = (JSON.parse(readFileSync(workPath('pids'), 'utf8')) as number[]).map((pid) => identityOf(pid))
    expect(processes.map(isAlive)).toEqual([true, true])
    host.kill('SIGKILL')
    await until(() => processes.every((one) => !isAlive(one)))
  })
})
