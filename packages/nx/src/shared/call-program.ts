import { spawn } from 'node:child_process'
import { withoutSecrets } from './secrets'

/** How a call of a program came to its end. */
export interface CallEnd {
  /** Null when it could not be started, or was ended. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Milliseconds in which the last of what an ended call has printed must come. */
const DRAIN = 1_000
/** Milliseconds for one call, with the copies that it makes. */
const PATIENCE = 10 * 60_000

/** Calls a program of the network, and gives it no secret of the environment. Whatever becomes of it is its end: it never throws. */
export function callProgram(
  program: string,
  words: readonly string[],
  { input = '', patience = PATIENCE, env = process.env }: CallOptions = {},
): Promise<CallEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      env: withoutSecrets(env),
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: patience,
      detached: true,
    })
    const text = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (piece: string) => (text[name] += piece))
    child.on('error', (error) => resolve({ code: null, stdout: '', stderr: error.message }))
    child.on('close', (code) => resolve({ code, ...text }))
    // A connection that stays open may have the pipe of its first call.
    child.on('exit', (code) => setTimeout(() => resolve({ code, ...text }), DRAIN).unref())
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

export interface CallOptions {
  readonly input?: string
  /** Milliseconds. */
  readonly patience?: number
  readonly env?: NodeJS.ProcessEnv
}
