import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { StringDecoder } from 'node:string_decoder'
import { processGuard, signalGroup } from './process-guard'

/** A program to be run to its end. */
export interface Program {
  readonly words: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** Aborted when the program must stop: it gets SIGTERM, and so does all that it has started. */
  readonly signal: AbortSignal
  /** Called with each line of its standard output, without the end of the line. */
  readonly onLine: (line: string) => void
  /** Called with what it writes to its standard error. */
  readonly onError: (text: string) => void
}

/** How a program came to its end. */
export interface ProgramEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** The last of what it wrote to its standard error. */
  readonly printed: string
}

/** Characters of standard error that are kept: more than any traceback has. */
const KEPT = 64_000
/** A line that is longer is passed on in pieces. */
const LONGEST_LINE = 64_000
/** Milliseconds in which the output of an ended program must arrive: a process that left its group may hold the other end for ever. */
const DRAIN = 1_000
/** A process group is POSIX; elsewhere the program alone is ended. */
const GROUPS = process.platform !== 'win32'
/** Ends the programs of this process that are at work when it is killed. */
const guard = processGuard()

/**
 * Runs a program in a process group of its own, which is ended with it: nothing that it has started stays behind, neither when it ends,
 * nor when it is stopped, nor when this process is killed.
 *
 * @throws Error when it cannot be started.
 */
export async function runProgram({ words, cwd, env, signal, onLine, onError }: Program): Promise<ProgramEnd> {
  const [name, ...args] = words
  const child = spawn(name!, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: GROUPS })
  const ended = new Promise<Pick<ProgramEnd, 'code' | 'signal'>>((resolve, reject) => {
    child.on('error', (error) => reject(startError(name!, error)))
    child.on('exit', (code, by) => resolve({ code, signal: by }))
  })
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()))
  if (child.pid !== undefined) guard.add(child.pid)
  const stop = (): void => signalGroup(child.pid, 'SIGTERM')
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  const lines = splitLines(onLine)
  let printed = ''
  child.stdout.on('data', lines.add)
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-KEPT)
    onError(text)
  })
  try {
    const end = await ended
    signalGroup(child.pid, 'SIGKILL')
    await Promise.race([closed, sleep(DRAIN, undefined, { ref: false })])
    lines.end()
    return { ...end, printed }
  } finally {
    signal.removeEventListener('abort', stop)
    if (child.pid !== undefined) guard.gone(child.pid)
  }
}

function startError(name: string, { code, message }: NodeJS.ErrnoException): Error {
  if (code === 'ENOENT') return new Error(`the program \`${name}\` was not found: install it, or put it on the PATH`)
  if (code === 'EACCES') return new Error(`the program \`${name}\` may not be executed: chmod +x ${name}`)
  return new Error(`the program \`${name}\` could not be started: ${message}`)
}

/** Cuts what a program writes into lines; what it has begun and not ended is a line when the program ends. */
function splitLines(onLine: (line: string) => void): { add(bytes: Buffer): void; end(): void } {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const take = (text: string): void => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    lines.forEach((line) => onLine(line.replace(/\r$/, '')))
    if (rest.length > LONGEST_LINE) {
      onLine(rest)
      rest = ''
    }
  }
  return {
    add: (bytes) => take(decoder.write(bytes)),
    end() {
      take(decoder.end())
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}
