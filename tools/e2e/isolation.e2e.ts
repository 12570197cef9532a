import { readFileSync, statSync } from 'node:fs'
import { killOne, SEES_PROCESSES } from './rig/processes'
import { successful } from './rig/reports'
import { Rig } from './rig/rig'
import { runTs, sweepTs } from './rig/sources'
import { shownKeys } from './rig/store'

jest.setTimeout(600_000)

const whereProcessesAreSeen = SEES_PROCESSES ? describe : describe.skip

/** What each run of the task does when the call is `SICK`. */
const MISDEEDS = {
  throws: `throw new Error('the loss is not a number')`,
  rejects: `void Promise.reject(new Error('nobody awaits this')); await sleep(60_000)`,
  exits: `console.log('so long'); process.exit(0)`,
  aborts: `process.abort()`,
  heap: `const all: unknown[] = []; for (;;) all.push(new Array(1000).fill(all.length + 0.5))`,
  buffers: `const all: unknown[] = []; for (;;) { all.push(Buffer.alloc(10e6, 1)); await sleep(10) }`,
  loops: `console.log('step 1 of 2'); for (;;);`,
  prints: `for (let i = 0; i < 100_000; i++) console.log('x'.repeat(999))`,
  timers: `setInterval(() => undefined, 1000)`,
  children: `for (const detached of [true, false]) spawn('sleep', ['1000'], { detached, stdio: 'inherit' }).unref()`,
  outside: `writeFileSync('../../results.csv', 'mine')`,
  globals: `Object.assign(Object.prototype, { polluted: 1 }); process.env.POLLUTED = '1'`,
}
const HOWS = [...Object.keys(MISDEEDS), 'well']
const FAILING = ['throws', 'rejects', 'exits', 'aborts', 'heap', 'buffers', 'loops']

whereProcessesAreSeen('a run that misbehaves', () => {
  let rig: Rig
  let output: string

  beforeAll(async () => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs(
          `{ how: sweep(${JSON.stringify(HOWS)}) }`,
          `{ timeout: '15 s', memory: '400 MB', retries: 1, retryOn: ['exited'], programs: ['sleep'] }`,
        ),
        'tasks/alpha/run.ts': runTs({
          imports: `import { spawn } from 'node:child_process'\nimport { writeFileSync } from 'node:fs'`,
          body: `if (process.env.SICK) {
${Object.entries(MISDEEDS)
  .map(([how, deed]) => `    if (config.how === '${how}') { ${deed} }`)
  .join('\n')}
  }`,
          returns: `{ score: 'polluted' in {} || process.env.POLLUTED ? 0 : 1 }`,
        }),
      },
      { isolated: true },
    )
    const call = await rig.nx('run-many -t experiment --parallel=2', { SICK: '1' })
    output = call.output
    expect(call.code).toBe(1)
  })
  afterAll(() => rig.dispose())

  const failure = (how: string): string => {
    const last = output.slice(output.lastIndexOf(`✖ alpha/how=${how}: failed\n`))
    return last.slice(0, last.indexOf('\n\n'))
  }

  it('ends for itself alone: all others are trained, and what failed in a way that is retried is tried again', () => {
    expect(rig.executions()).toEqual([...HOWS, 'exits'].map((how) => `alpha how=${how}`).sort())
    expect(output).toContain(
      `alpha: ${HOWS.length} runs · ${HOWS.length - FAILING.length} trained · ${FAILING.length} failed`,
    )
    expect(rig.list('paper/artifacts/alpha')).toEqual(
      HOWS.filter((how) => !FAILING.includes(how))
        .map((how) => `how=${how}`)
        .sort(),
    )
  })

  it.each<[string, RegExp]>([
    ['throws', /\n {2}the loss is not a number\n {2}at {6}tasks\/alpha\/run\.ts:\d+:\d+\n/],
    [
      'rejects',
      /\n {2}a promise was rejected and nobody handled it: nobody awaits this\n {2}at {6}tasks\/alpha\/run\.ts:\d+:\d+\n/,
    ],
    [
      'exits',
      /\n {2}the process ended with exit code 0 before run returned \(the last of 2 attempts\)\n {2}last lines of its log:\n {4}│ so long\n/,
    ],
    ['aborts', /\n {2}the process was ended by SIGABRT before run returned\n/],
    ['heap', /\n {2}out of memory at \d+ MB(?: of JavaScript heap)?, limit 400 MB; allow more: /],
    ['buffers', /\n {2}out of memory at \d+ MB, limit 400 MB; allow more: /],
    ['loops', /\n {2}timed out after 15 s\n {2}last lines of its log:\n {4}│ step 1 of 2\n/],
  ])('is told of with what happened to it, its config and its log: %s', (how, text) => {
    expect(failure(how)).toMatch(text)
    expect(failure(how)).toContain(`\n  config  {"how":"${how}"}\n`)
    const log = /\n {2}log {5}(\S+)$/m.exec(failure(how))![1]!
    expect(typeof rig.read(log)).toBe('string')
  })

  it('leaves what is known of its failure, every attempt included', () => {
    const said = (how: string): unknown => JSON.parse(rig.read(`.bocas/failed/alpha/how=${how}/failure.json`))
    expect(said('loops')).toMatchObject({ reason: 'timeout', signal: 'SIGKILL', attempts: [{ reason: 'timeout' }] })
    expect(said('exits')).toMatchObject({ code: 0, attempts: [{ reason: 'exited' }, { reason: 'exited' }] })
    expect(said('aborts')).toMatchObject({ reason: 'signal', signal: 'SIGABRT' })
    expect(said('heap')).toMatchObject({ reason: 'memory' })
    expect(said('buffers')).toMatchObject({ reason: 'memory' })
    expect(said('throws')).toMatchObject({ reason: 'threw', attempts: [{ reason: 'threw' }] })
  })

  it('leaves no process and no work behind', () => {
    expect(rig.processes()).toEqual([])
    expect(rig.list('.bocas/work')).toEqual([])
  })

  it('that prints a hundred megabytes has a log with a beginning and an end', () => {
    const log = rig.path('.bocas/store', shownKeys(rig, 'alpha')['how=prints']!, 'run.log')
    expect(statSync(log).size).toBeLessThan(2e6)
    expect(readFileSync(log, 'utf8')).toMatch(/… [\d,]+ bytes were cut out of this log here …/)
  })

  it('that writes as if it were in the folder of its task reaches nobody else, and is told', () => {
    expect(output).toContain('alpha/how=outside: it wrote ../../results.csv, outside its folder ctx.dir')
    expect(rig.list('.')).not.toContain('results.csv')
    expect(rig.list('.bocas')).not.toContain('results.csv')
    expect(rig.list('.bocas/store')).not.toContain('results.csv')
  })

  it('that changes what is global changes no other run', () => {
    expect(rig.read('paper/artifacts/alpha/how=well/result.json')).toContain('"score":{"data":1,')
  })

  it('is executed again on the next call, alone', async () => {
    successful(await rig.nx('run-many -t experiment'))
    expect(rig.executions()).toEqual(FAILING.map((how) => `alpha how=${how}`).sort())
  })
})

describe('limits', () => {
  let rig: Rig
  const sweep = (options: string): string => sweepTs('{ i: sweep([0, 1, 2, 3]) }', options)
  beforeAll(() => {
    rig = Rig.create({
      'tasks/alpha/sweep.ts': sweep(`{ concurrency: 1 }`),
      'tasks/alpha/run.ts': runTs({ body: 'await sleep(100)', returns: '{ score: config.i }' }),
    })
  })
  afterAll(() => rig.dispose())

  it('hold so many runs of a task back', async () => {
    successful(await rig.nx('run-many -t experiment --parallel=4'))
    expect(rig.executions()).toHaveLength(4)
    expect(rig.mostAtOnce()).toBe(1)
  })

  it('are in no key: nothing is executed when they change', async () => {
    const keys = shownKeys(rig, 'alpha')
    for (const options of [
      `{ timeout: '2 h', retries: 3, retryOn: ['threw'], memory: '2 GB', concurrency: 2 }`,
      `{ timeout: 60, retries: 1, memory: '4 GB', resources: {} }`,
      `{}`,
    ]) {
      rig.write({ 'tasks/alpha/sweep.ts': sweep(options) })
      successful(await rig.nx('run-many -t experiment'))
      expect(rig.executions()).toEqual([])
      expect(shownKeys(rig, 'alpha')).toEqual(keys)
    }
  })

  it('that are wrong are told before anything starts', async () => {
    rig.write({ 'tasks/alpha/sweep.ts': sweep(`{ timeout: -1, retries: 1, retryOn: ['timout' as 'timeout'] }`) })
    const { code, output } = await rig.nx('run-many -t experiment')
    expect(code).not.toBe(0)
    expect(output).toContain('✖ `timeout` takes a time above zero')
    expect(output).toContain('did you mean `timeout`?')
    expect(rig.executions()).toEqual([])
  })
})

whereProcessesAreSeen('a call that is asked to end', () => {
  let rig: Rig
  beforeEach(() => {
    rig = Rig.create(
      {
        'tasks/alpha/sweep.ts': sweepTs('{ i: sweep([0, 1, 2, 3]) }', '{ retries: 2 }'),
        'tasks/alpha/run.ts': runTs({
          imports: `import { writeFileSync } from 'node:fs'`,
          body: `if (existsSync(process.env.GATE!)) {
    if (config.i === 1) { ctx.signal.addEventListener('abort', () => writeFileSync(process.env.COUNT_FILE + '.saved', '')); await gate() }
    if (config.i === 2) for (;;);
  }`,
          returns: '{ score: 1 }',
        }),
      },
      { isolated: true },
    )
  })
  afterEach(() => rig.dispose())

  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    'by %s ends its runs within their grace time, keeps what is done, and leaves nothing behind',
    async (signal) => {
      rig.closeGate()
      const call = rig.start('run-many -t experiment --parallel=2')
      await rig.until('two are at work', () => rig.events('start').length === 3, 60)
      killOne(call.pid, signal)
      const ended = await call.ended
      // What nx says of every interruption.
      expect(ended.code).toBe(130)
      await rig.until('all processes end', () => rig.processes().length === 0, 10)
      expect(readFileSync(`${rig.places.countFile}.saved`, 'utf8')).toBe('')
      expect(rig.list('.bocas/failed')).toEqual([])
      expect(rig.executions()).toEqual(['alpha i=0', 'alpha i=1', 'alpha i=2'])
      rig.openGate()
      successful(await rig.nx('run-many -t experiment'))
      expect(rig.executions()).toEqual(['alpha i=1', 'alpha i=2', 'alpha i=3'])
    },
  )
})
