import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { verifyResult, workspacePaths } from 'bocas/internal'
import { LINE, onMessages } from '../../packages/nx/src/protocol/line'
import { specification } from '../../packages/nx/src/host/launch/specification'
import type { WorkerMessage } from '../../packages/nx/src/protocol/run-specification'
import { known } from '../../packages/nx/src/plan/sweep/awaited-words'
import { planTask } from '../../packages/nx/src/plan/plan-task'
import { workerScript } from '../../packages/nx/src/plan/workers/worker-script'
import { REPOSITORY } from './rig/places'
import type { KeyedRun, KnownPlan } from '../../packages/nx/src/plan/task-plan'

jest.setTimeout(600_000)

/** A small training of the real task, long enough to be killed in the middle. */
const small = {
  backend: 'wasm',
  images: { train: 600, validation: 100, test: 200 },
  epochs: 3,
  batchSize: 16,
  model: { lr: 0.01 },
  seed: 1,
}
const configs = [
  { ...small, tactic: { name: 'mlp', hidden: 32, dropout: 0.2 }, optimizer: 'adam' },
  { ...small, tactic: { name: 'cnn', filters: 2 }, optimizer: 'momentum' },
]

const KEY = 'e'.repeat(64)
let base: string
let plan: KnownPlan
let worker: string
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'bocas-resumed-'))
  plan = known(await planTask(REPOSITORY, 'tasks/mnist/sweep.ts'))
  expect(plan.problems).toEqual([])
  worker = await workerScript(REPOSITORY, 'run-worker')
})
afterAll(() => rmSync(base, { recursive: true }))

/** One worker process on a workspace of its own, as a host starts it. */
function work(root: string, config: object, attempt: number) {
  const folder = join(workspacePaths(root).work, String(attempt))
  mkdirSync(join(folder, 'entry'), { recursive: true })
  const run = { ...plan.runs[0]!, key: KEY, config, seed: { path: 'seed', value: 1 } } as unknown as KeyedRun
  writeFileSync(join(folder, 'specification.json'), JSON.stringify(specification({ plan, run }, root, folder, 'store')))
  const child = spawn(process.execPath, [worker, join(folder, 'specification.json')], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  })
  const seen = { log: '', epochs: [] as number[], last: '' }
  child.stdout!.on('data', (text: Buffer) => (seen.log += text.toString()))
  onMessages(child.stdio[LINE] as Duplex, (given) => {
    const message = given as WorkerMessage
    if (message.type === 'progress') seen.epochs.push(message.step)
    else if (message.type !== 'computing') seen.last = message.type
  })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  return { child, seen, ended }
}

async function bytesOf(root: string): Promise<Record<string, string>> {
  const entry = workspacePaths(root).entry(KEY)
  const { payloads } = await verifyResult(entry, KEY)
  const files = ['result.json', ...Object.keys(payloads)]
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(entry, file), 'base64')]))
}

describe.each(configs)('a training of mnist that is killed: $tactic.name with $optimizer', (config) => {
  const root = (name: string): string => join(base, `${config.tactic.name}-${name}`)

  it('is gone on with in the middle, and ends with the same bytes as one that was not', async () => {
    const whole = work(root('whole'), config, 1)
    await whole.ended
    expect(whole.seen).toMatchObject({ last: 'trained', epochs: [1, 2, 3] })

    const checkpoint = join(workspacePaths(root('killed')).checkpoints, KEY)
    for (const epoch of [1, 2]) {
      const killed = work(root('killed'), config, epoch)
      while (!existsSync(join(checkpoint, `${epoch}.checkpoint`)) && killed.child.exitCode === null) await sleep(2)
      killed.child.kill('SIGKILL')
      await killed.ended
      expect(killed.seen.last).toBe('')
    }
    const last = work(root('killed'), config, 3)
    await last.ended
    expect(last.seen.last).toBe('trained')
    expect(last.seen.log).toMatch(/^resuming from checkpoint [23]$/m)
    expect(last.seen.epochs).not.toContain(1)
    expect(await bytesOf(root('killed'))).toEqual(await bytesOf(root('whole')))
    expect(existsSync(checkpoint)).toBe(false)
    expect(existsSync(join(workspacePaths(root('whole')).checkpoints, KEY))).toBe(false)
  })
})
