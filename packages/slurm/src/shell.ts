import { spawn } from 'node:child_process'
import type { Login, ScriptEnd } from '@bocas/nx'

/** Executes a script of `sh` where Slurm's programs are. */
export type Shell = (script: string) => Promise<ScriptEnd>

/** Milliseconds: a call that finds no controller tries for a minute by itself. */
const TIME_LIMIT = 120_000

/** Exit code of `ssh` when it is the connection that failed (man ssh). */
export const NO_CONNECTION = 255

/** A shell of this machine. */
export const localShell =
  (env: NodeJS.ProcessEnv): Shell =>
  (script) =>
    execute('sh', ['-s'], whole(script), env)

/** A shell of the machine from which jobs are submitted. */
export const loginShell =
  ({ shell }: Pick<Login, 'shell'>): Shell =>
  (script) =>
    // Not a login shell, whose greeting would be read as an answer: what makes Slurm's programs known is asked for by itself.
    shell(`command -v sbatch >/dev/null 2>&1 || . /etc/profile >/dev/null 2>&1\n${script}`)

/** As one function: it is read to its end before it begins, and no program of it reads what follows as its input. */
const whole = (script: string): string => `main() {\n${script}\n}\nmain </dev/null\nexit $?\n`

function execute(program: string, args: readonly string[], input: string, env: NodeJS.ProcessEnv): Promise<ScriptEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: 'pipe', timeout: TIME_LIMIT, killSignal: 'SIGKILL' })
    const printed = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (piece: string) => (printed[name] += piece))
    // A shell that has ended reads no more.
    child.stdin.on('error', () => undefined)
    child.on('error', (error) => resolve({ code: 127, stdout: '', stderr: `${program}: ${error.message}` }))
    child.on('close', (code, signal) => {
      const why = child.killed ? `no answer within ${TIME_LIMIT / 1000} s` : `it was ended by ${signal}`
      const stderr = signal === null ? printed.stderr : `${printed.stderr.replace(/(?<=[^\n])$/, '\n')}${why}`
      resolve({ ...printed, code: code ?? 1, stderr })
    })
    child.stdin.end(input)
  })
}
