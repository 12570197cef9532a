import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installBocas } from '../plan/test-bocas'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { known } from '../plan/sweep/awaited-words'
import { planTask } from '../plan/plan-task'
import { workerScript } from '../plan/workers/worker-script'
import { runAll } from './host'
import { localLauncher } from './launch/local-launcher'

jest.setTimeout(120_000)

/**
 * Of two runs the first keeps its result late, or ends late: when the other one has begun, or after so many milliseconds. The second one looks whether it is
 * still there, and whether its result is on the way.
 */
const RUN = `import { existsSync, readFileSync, writeFileSync } from 'node:fs'
  const at = (name: string) => process.env.BOCAS_SPEC_MARKS + '/' + name
  const isThere = (pid: number) => { try { return process.kill(pid, 0) } catch { return false } }
  const dawdle = (milliseconds: string | undefined) => {
    const until = Date.now() + Number(milliseconds)
    while (!existsSync(at('2')) && Date.now() < until) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
  }
  const savedLate = { get i() { dawdle(process.env.BOCAS_SPEC_LATE_SAVE); writeFileSync(at('saved'), ''); return 1 } }
  export async function run({ i }: { i: number }) {
    if (i === 2) {
      const process = isThere(Number(readFileSync(at('1'), 'utf8'))) ? 'there' : 'gone'
      writeFileSync(at('seen'), existsSync(at('saved')) ? process : 'saving')
    }
    writeFileSync(at(String(i)), String(process.pid))
    if (i === 1) process.on('exit', () => dawdle(process.env.BOCAS_SPEC_LATE))
    return i === 1 ? savedLate : { i }
  }`

let workspace: TestWorkspace
let marks: string
beforeEach(() => {
  marks = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-marks-')))
  process.env.BOCAS_SPEC_MARKS = marks
})
afterEach(() => {
  for (const name of [
    'BOCAS_SPEC_MARKS',
    'BOCAS_SPEC_LATE',
    'BOCAS_SPEC_LATE_SAVE',
    'BOCAS_SLOTS',
    'BOCAS_SLOTS_FOLDER',
  ])
    delete process.env[name]
  rmSync(marks, { recursive: true })
  workspace.remove()
})

/** What the second run sees of the first, when there is one place for both. */
async function seen(options: string): Promise<string> {
  workspace = testWorkspace({
    'tasks/toy/sweep.ts': `import { defineSweep, sweep } from 'bocas'; export default defineSweep({ i: sweep([1, 2]) }, ${options})`,
    'tasks/toy/run.ts': RUN,
  })
  installBocas(workspace)
  const { root } = workspace
  const plan = known(await planTask(root, 'tasks/toy/sweep.ts'))
  const launcher = localLauncher(await workerScript(root, 'run-worker'), { grace: 60_000 })
  const signal = new AbortController().signal
  const wanted = plan.runs.map((run) => ({ plan, run }))
  const most: number[] = []
  const kinds: string[] = []
  const onRunning = (count: number): void => void most.push(count)
  for await (const { outcome } of runAll(wanted, { root, launcher, parallel: 1, train: 'missing', signal, onRunning }))
    kinds.push(outcome.kind)
  expect(kinds).toEqual(['trained', 'trained'])
  expect(Math.max(...most)).toBe(1)
  return readFileSync(join(marks, 'seen'), 'utf8')
}

describe('the place of a run', () => {
  it('is free when it has returned, while its result is on the way', async () => {
    process.env.BOCAS_SPEC_LATE_SAVE = '50000'
    expect(await seen('{}')).toBe('saving')
  })

  it('is free when its result is kept, while its process still ends, where it may be tried again', async () => {
    Object.assign(process.env, { BOCAS_SPEC_LATE: '50000', BOCAS_SPEC_LATE_SAVE: '300' })
    expect(await seen('{ retries: 1 }')).toBe('there')
  })

  it('is free when its process is gone where it has something of the machine to itself', async () => {
    Object.assign(process.env, {
      BOCAS_SPEC_LATE: '300',
      BOCAS_SPEC_LATE_SAVE: '300',
      BOCAS_SLOTS: 'gpu=0',
      BOCAS_SLOTS_FOLDER: join(marks, 'slots'),
    })
    expect(await seen('{ resources: { gpu: 1 } }')).toBe('gone')
  })

  it('is free when its process is gone where no two of its task may be at work', async () => {
    Object.assign(process.env, { BOCAS_SPEC_LATE: '300', BOCAS_SPEC_LATE_SAVE: '300' })
    expect(await seen('{ concurrency: 1 }')).toBe('gone')
  })
})
