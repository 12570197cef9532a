import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Sample } from '../contender'

/** A command that was timed, with all that it printed. */
export interface TimedCall extends Sample {
  readonly cpu: number
  /** Bytes that all processes wrote, to files and to each other; null where the system does not tell. */
  readonly written: number | null
  readonly code: number | null
  readonly output: string
}

/** bash's `time` counts all processes that were waited for, however deep: Node can tell that of none but itself. So does Linux of bytes. */
const SCRIPT = `TIMEFORMAT='%R %U %S'; exec 4>&2; { time "$@" 2>&4 3>&- 4>&-; } 2>&3; code=$?
[ -r /proc/$$/io ] && while read -r name value; do [ "$name" = wchar: ] && echo "$value" >&3; done </proc/$$/io
exit $code`

/** Runs a command to its end and says how long it took. What it leaves running, such as a daemon, is not in its CPU time. */
export async function timed(
  command: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<TimedCall> {
  // Into a file: nx can end before a pipe has taken the last of a long output, and what a bench looks for stands there.
  const folder = mkdtempSync(join(tmpdir(), 'bocas-bench-'))
  const said = join(folder, 'output')
  const into = openSync(said, 'a')
  let code: number | null
  let times = ''
  let output: string
  try {
    const child = spawn('bash', ['-c', SCRIPT, 'bench', ...command], {
      cwd,
      // bash writes the decimal point of its locale.
      env: { ...env, LC_ALL: 'C' },
      stdio: ['ignore', into, into, 'pipe'],
    })
    const report = child.stdio[3] as NodeJS.ReadableStream
    report.setEncoding('utf8').on('data', (text: string) => (times += text))
    ;[code] = (await once(child, 'close')) as [number | null]
    output = stripVTControlCharacters(readFileSync(said, 'utf8'))
  } finally {
    closeSync(into)
    rmSync(folder, { recursive: true })
  }
  const [wall, user, system, written = null] = times.trim().split(/\s+/).map(Number)
  if (![wall, user, system].every(Number.isFinite)) {
    throw new Error(`bash could not time '${command.join(' ')}': it said '${times}'\n${output}`)
  }
  return { wall: wall!, cpu: user! + system!, written, code, output }
}

/** The call, or an error with all that it printed. */
export function succeeded(what: string, call: TimedCall): TimedCall {
  if (call.code !== 0) throw new Error(`${what} ended with exit code ${call.code}:\n${call.output}`)
  return call
}
