import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { known } from '../../../../packages/nx/src/plan/sweep/awaited-words'
import { planTask } from '../../../../packages/nx/src/plan/plan-task'
import { workerScript } from '../../../../packages/nx/src/plan/workers/worker-script'
import type { Rig } from '../rig'
import type { Order, Said } from './call'
import type { KnownPlan } from '../../../../packages/nx/src/plan/task-plan'

/** A call of a host under way. */
export interface DirectCall {
  readonly pid: number
  /** What is known so far. */
  readonly said: readonly Said[]
  /** What it wrote to stderr. */
  errors(): string
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

/** Starts hosts of a rig without Nx, which costs a tenth of a call of nx. */
export class DirectHost {
  private readonly script: string

  constructor(private readonly rig: Rig) {
    this.script = join(rig.places.base, 'call.cjs')
    buildSync({
      entryPoints: [join(__dirname, 'call.ts')],
      outfile: this.script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    })
  }

  /** Plans as every command does: what was remembered of an earlier plan may be damaged by now. */
  async plan(): Promise<KnownPlan> {
    const plan = known(await planTask(this.rig.root, 'tasks/alpha/sweep.ts'))
    if (plan.problems.length > 0) throw new Error(JSON.stringify(plan.problems))
    return plan
  }

  /** Asks for all runs of a plan. */
  async start(plan: KnownPlan, parallel: number, env: Readonly<Record<string, string>> = {}): Promise<DirectCall> {
    const { root, places } = this.rig
    const order: Order = {
      root,
      worker: await workerScript(root, 'run-worker'),
      parallel,
      wanted: plan.runs.map((run) => ({ plan, run })),
    }
    const file = `${this.script}.order.json`
    writeFileSync(file, JSON.stringify(order))
    const child = spawn(process.execPath, [this.script, file], {
      cwd: root,
      env: { ...process.env, COUNT_FILE: places.countFile, GATE: places.gate, BOCAS_GIT: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said: Said[] = []
    let rest = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop()!
      for (const line of lines) if (line.startsWith('{')) said.push(JSON.parse(line) as Said)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    const ended = new Promise<Awaited<DirectCall['ended']>>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code, signal) => resolve({ code, signal }))
    })
    return { pid: child.pid!, said, errors: () => errors, ended }
  }
}
