import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { workspacePaths } from 'bocas/core'
import { userFrame } from '../worker/user-frame'
import { workerScript } from '../plan/worker-script'
import type { FigureJob, FigureReport } from './figure-job'

export type Drawn = { readonly report: FigureReport } | { readonly problem: string }

/** Draws a job with the bundle of a `figures.ts`, in a process of its own whose output is shown as it comes. */
export async function draw(root: string, script: string, job: FigureJob): Promise<Drawn> {
  const paths = workspacePaths(root)
  const file = join(paths.work, `figures-${randomUUID()}.json`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(job))
  try {
    return await runApart(root, [await workerScript(root, 'figures-worker'), script, file])
  } finally {
    rmSync(file, { force: true })
  }
}

type Message = { report: FigureReport } | { thrown: { name: string; message: string; stack?: string } }

function runApart(root: string, args: string[]): Promise<Drawn> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    let said: Message | undefined
    child.on('message', (message: Message) => (said = message))
    child.on('error', (error) => resolve({ problem: `no process could be started: ${error.message}` }))
    child.on('close', (code, signal) => {
      if (!said)
        resolve({ problem: `figures.ts ended its process (${signal ?? `exit code ${code}`}) before it was done` })
      else if ('report' in said) resolve(said)
      else resolve({ problem: describe(said.thrown, root) })
    })
  })
}

/** The message and place for a mistake in `figures.ts`; the stack as well for an error that the language itself threw. */
function describe({ name, message, stack }: { name: string; message: string; stack?: string }, root: string): string {
  const at = userFrame(Object.assign(new Error(message), { stack }), root)
  const text = at ? `${message}\n  at ${at}` : message
  return ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError'].includes(name) ? `${text}\n${stack}` : text
}
