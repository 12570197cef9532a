import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** How a shell script ended. */
export interface ShellEnd {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Executes a script of `sh` where Slurm's programs are. */
export type Shell = (script: string) => Promise<ShellEnd>

/** Milliseconds: a call that finds no controller tries for a minute by itself. */
const TIME_LIMIT = 120_000

/** Exit code of `ssh` when it is the connection that failed (man ssh). */
export const NO_CONNECTION = 255

/** A shell of this machine. */
export const localShell =
  (env: NodeJS.ProcessEnv): Shell =>
  (script) =>
    execute('sh', ['-s'], whole(script), env)

/** A shell of the machine from which jobs are submitted. Calls share one connection, so that a password or a token is asked for once. */
export const remoteShell = (login: string, options: readonly string[], env: NodeJS.ProcessEnv): Shell => {
  const own = join(homedir(), '.ssh')
  const shared =
    process.platform !== 'win32' && existsSync(own)
      ? ['-o', 'ControlMaster=auto', '-o', `ControlPath=${join(own, 'bocas-%C')}`, '-o', 'ControlPersist=120']
      : []
  // Of two that say the same, the first holds.
  const args = [...options, '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=20', ...shared, login, 'sh -s']
  // Not a login shell, whose greeting would be read as an answer: what makes Slurm's programs known is asked for by itself.
  const known = 'command -v sbatch >/dev/null 2>&1 || . /etc/profile >/dev/null 2>&1\n'
  return (script) => execute('ssh', args, known + whole(script), env)
}

/** As one function: it is read to its end before it begins, and no program of it reads what follows as its input. */
const whole = (script: string): string => `main() {\n${script}\n}\nmain </dev/null\nexit $?\n`

function execute(program: string, args: readonly string[], input: string, env: NodeJS.ProcessEnv): Promise<ShellEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: 'pipe', timeout: TIME_LIMIT, killSignal: 'SIGKILL' })
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (piece: string) => (said[name] += piece))
    // A shell that has ended reads no more.
    child.stdin.on('error', () => undefined)
    child.on('error', (error) => resolve({ code: 127, stdout: '', stderr: `${program}: ${error.message}` }))
    child.on('close', (code, signal) =>
      resolve({
        ...said,
        code: code ?? 1,
        stderr: signal === null ? said.stderr : `${said.stderr}no answer within ${TIME_LIMIT / 1000} s`,
      }),
    )
    child.stdin.end(input)
  })
}
