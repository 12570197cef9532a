import { execFile } from 'node:child_process'

/** Milliseconds: a wrapper such as `uv run` may have to make an environment first. */
const TIME_LIMIT = 60_000

/** What an interpreter says of its version, or why it says nothing. */
export type Version = { readonly version: string } | { readonly wrong: string }

/** Milliseconds for which a version is remembered: one command plans a task several times; a daemon lives while interpreters change. */
const REMEMBERED = 2_000

const asked = new Map<string, Promise<Version>>()

/** Asks for the version of an interpreter, in the folder in which it will be started: `['python3', '--version']`. */
export function interpreterVersion(words: readonly string[], cwd: string): Promise<Version> {
  const id = JSON.stringify([words, cwd])
  const answer = asked.get(id) ?? ask(words, cwd)
  if (!asked.has(id)) {
    asked.set(id, answer)
    const forget = (): void => void setTimeout(() => asked.delete(id), REMEMBERED).unref()
    void answer.then(forget, forget)
  }
  return answer
}

function ask([program, ...args]: readonly string[], cwd: string): Promise<Version> {
  return new Promise((resolve) => {
    execFile(program!, args, { cwd, timeout: TIME_LIMIT }, (error, stdout, stderr) => {
      // Wrappers say on standard error what they are doing, some interpreters their version.
      const version = stdout.trim() || stderr.trim()
      if (error) resolve({ wrong: reason(program!, error, stderr) })
      else resolve(version === '' ? { wrong: 'it printed nothing' } : { version })
    })
  })
}

function reason(program: string, error: Error & { code?: unknown; killed?: boolean }, stderr: string): string {
  if (error.code === 'ENOENT') return `\`${program}\` was not found: install it, or put it on the PATH`
  if (error.killed) return `it gave no answer within ${TIME_LIMIT / 1000} s`
  const complaint = stderr.trim().split('\n').at(-1)
  return `it ended with exit code ${String(error.code)}${complaint ? `: ${complaint}` : ''}`
}
