import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Env, NxCall, NxResult } from './nx'
import type { Rig } from './rig'

/** Starts the workspace's own `bocas`, with what a person's environment has at least. */
export function startBocas({ places }: Rig, args: readonly string[], env: Env = {}): NxCall {
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, [join(places.workspace, 'node_modules/@bocas/nx/bin/bocas.cjs'), ...args], {
    cwd: places.workspace,
    env: { PATH, HOME, TMPDIR, COUNT_FILE: places.countFile, GATE: places.gate, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { stdout: '', stderr: '', output: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (piece: string) => {
      text[name] += piece
      text.output += piece
    })
  }
  const ended = new Promise<NxResult>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...text }))
  })
  return { pid: child.pid!, output: () => text.output, ended }
}

/** Calls the workspace's own `bocas` and waits for its end. */
export function bocas(rig: Rig, args: readonly string[], env: Env = {}): Promise<NxResult> {
  return startBocas(rig, args, env).ended
}

type State = 'kept' | 'running' | 'submitted' | 'failed' | 'interrupted' | 'stale' | 'missing'

/** What `bocas plan --json` says, as far as tests look at it. */
export interface Plan {
  readonly train: number
  readonly seconds: number | null
  readonly counts: Readonly<Record<State, number>>
  readonly tasks: readonly {
    readonly task: string
    readonly problems: readonly string[]
    readonly runs: readonly PlannedState[]
  }[]
}

export interface PlannedState {
  readonly name: string
  readonly key: string
  readonly config: Readonly<Record<string, unknown>>
  readonly state: State
  readonly nearest?: { readonly name: string; readonly changes: readonly { readonly text: string }[] }
  readonly failure?: string
  readonly damaged?: string
  readonly refused?: string
}

export async function plan(rig: Rig, env: Env = {}, ...args: string[]): Promise<Plan> {
  const { stdout, output } = await bocas(rig, ['plan', ...args, '--json'], env)
  try {
    return JSON.parse(stdout) as Plan
  } catch {
    throw new Error(`bocas plan --json gave no JSON:\n${output}`)
  }
}

/** The runs that the plan expects to be executed, in the words in which executions are counted: `alpha lr=0.1 epochs=2`. */
export function expectedExecutions({ tasks }: Plan): string[] {
  const words = (config: Readonly<Record<string, unknown>>): string =>
    Object.entries(config)
      // A run is given its config in the order of its key.
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(' ')
  return tasks
    .flatMap(({ task, runs }) =>
      runs
        .filter(({ state }) => !['kept', 'running', 'submitted'].includes(state))
        .map(({ config }) => `${task} ${words(config)}`),
    )
    .sort()
}

/** Why each stale run is stale, by `task/run`. */
export function reasons({ tasks }: Plan): Record<string, string> {
  return Object.fromEntries(
    tasks.flatMap(({ task, runs }) =>
      runs
        .filter(({ state }) => state === 'stale')
        .map(({ name, nearest }): [string, string] => [
          `${task}/${name}`,
          nearest!.changes.map(({ text }) => text).join(', '),
        ]),
    ),
  )
}
