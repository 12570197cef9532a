import { spawn } from 'node:child_process'
import { signalGroup } from 'bocas/internal/store'
import { withoutSecrets } from './secrets'

/** How a call of a program came to its end. */
export interface CallEnd {
  /** Null when it could not be started, or was ended. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Of one that did not come to its own end: why, in words. */
  readonly cutShort?: string | undefined
}

/** Milliseconds in which the last of what an ended call has printed must come. */
const DRAIN = 1_000
/** Milliseconds for one call, with the copies that it makes. */
const PATIENCE = 10 * 60_000

/**
 * Calls a program of the network, or of a scheduler, and gives it no secret of the environment. One that takes too long is ended with all that it has started. Whatever
 * becomes of it is its end: it never throws.
 */
export function callProgram(
  program: string,
  words: readonly string[],
  { input = '', patience = PATIENCE, env = process.env, secrets = [] }: CallOptions = {},
): Promise<CallEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      env: withoutSecrets(env, { but: secrets }),
      stdio: ['pipe', 'pipe', 'pipe'],
      // Of a group of its own: a program that hangs is often the child of a shell.
      detached: true,
    })
    const text = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (piece: string) => (text[name] += piece))
    let isOverdue = false
    const ends = [
      setTimeout(() => {
        isOverdue = true
        signalGroup(child.pid, 'SIGTERM')
      }, patience).unref(),
      setTimeout(() => signalGroup(child.pid, 'SIGKILL'), patience + DRAIN).unref(),
    ]
    const over = (end: CallEnd): void => {
      ends.forEach(clearTimeout)
      resolve(end)
    }
    child.on('error', (error) => over({ code: null, stdout: '', stderr: error.message }))
    const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
      const late = isOverdue && code !== 0 ? `no answer within ${patience / 1000} s` : undefined
      const cutShort = late ?? (signal === null ? undefined : `it was ended by ${signal}`)
      over({ code, ...text, cutShort })
    }
    child.on('close', ended)
    // A connection that stays open may have the pipe of its first call.
    child.on('exit', (code, signal) => setTimeout(() => ended(code, signal), DRAIN).unref())
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

export interface CallOptions {
  readonly input?: string
  /** Milliseconds. */
  readonly patience?: number
  readonly env?: NodeJS.ProcessEnv
  /** Names of secrets that it is given all the same. */
  readonly secrets?: readonly string[]
}
