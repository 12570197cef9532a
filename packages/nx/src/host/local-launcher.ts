import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Launcher, WorkerEnd } from './launcher'
import type { WorkerMessage } from './run-specification'

/** Milliseconds between asking a run to stop and ending it: below the 5 s after which Nx kills the host and all below it. */
const GRACE = 3_000

/** Starts each worker as a process of this machine, with its output in `run.log`, and shown as it comes when `echo` is given. */
export function localLauncher(
  workerScript: string,
  { echo }: { readonly echo?: (text: string) => void } = {},
): Launcher {
  return {
    launch(spec, onProgress) {
      mkdirSync(join(spec.work, 'entry'), { recursive: true })
      const file = join(spec.work, 'specification.json')
      writeFileSync(file, JSON.stringify(spec))
      const log = openSync(join(spec.work, 'entry', 'run.log'), 'a')
      const child = spawn(process.execPath, ['--enable-source-maps', workerScript, file], {
        cwd: spec.work,
        // Nx forces colour on everything below it; a log is read as text.
        env: { ...process.env, FORCE_COLOR: '0' },
        stdio: ['ignore', echo ? 'pipe' : log, echo ? 'pipe' : log, 'ipc'],
        // A group of its own, so that a Ctrl-C reaches the host, which decides, and not the run.
        detached: process.platform !== 'win32',
      })
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (text: Buffer) => {
          writeSync(log, text)
          echo?.(text.toString())
        })
      }
      let said: WorkerEnd['said'] = null
      child.on('message', (message: WorkerMessage) => {
        if (message.type === 'progress') onProgress(message)
        else said = message
      })
      let timer: NodeJS.Timeout | undefined
      const ended = new Promise<WorkerEnd>((resolve) => {
        child.on('error', (error) => {
          said = { type: 'failed', message: `no process could be started: ${error.message}` }
          // Nothing follows for a process that never was; else the end does.
          if (child.pid === undefined) resolve({ said, code: null, signal: null })
        })
        child.on('exit', () => {
          clearTimeout(timer)
          // What the run has started and left behind would go on computing, and keep its output open.
          killGroup(child.pid)
        })
        child.on('close', (code, signal) => resolve({ said, code, signal }))
      })
      return {
        ended: ended.finally(() => closeSync(log)),
        stop() {
          child.kill('SIGTERM')
          timer ??= setTimeout(() => child.kill('SIGKILL'), GRACE)
        },
      }
    },
  }
}

function killGroup(leader: number | undefined): void {
  // A group, as in `detached` above; Windows has none.
  if (leader === undefined || process.platform === 'win32') return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // The usual case: there is no one left.
  }
}
