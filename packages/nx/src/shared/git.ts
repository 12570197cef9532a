import { execFileSync } from 'node:child_process'
import { isFailedCommand } from 'bocas/internal/light'

/** What git is called with: it speaks English, and asks for no password, for which it would wait for ever. */
export const gitEnv = (env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv => ({
  ...env,
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
})

interface GitOptions {
  readonly input?: string
  readonly env?: NodeJS.ProcessEnv
}

/** As much as one call may print: a repository lists its files, and gives the contents of some. */
const MOST_OUTPUT = 2 ** 31 - 1

/**
 * What git says in a folder.
 *
 * @throws an error that `isFailedCommand` knows, when git is not installed or fails.
 */
export const callGit = (folder: string, args: readonly string[], { input, env }: GitOptions = {}): Buffer =>
  execFileSync('git', args, {
    cwd: folder,
    input,
    maxBuffer: MOST_OUTPUT,
    env: gitEnv(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  })

/** The same as text; undefined where git is not installed or fails. */
export function askGit(folder: string, args: readonly string[]): string | undefined {
  try {
    return callGit(folder, args).toString()
  } catch (error) {
    if (!isFailedCommand(error)) throw error
    return undefined
  }
}

/** The files that git tracks in a folder, by their paths from there; undefined outside of git. */
export const trackedPaths = (folder: string): string[] | undefined =>
  askGit(folder, ['ls-files', '-z'])
    ?.split('\0')
    .filter((path) => path !== '')

/** The parts of what git says with `-z`, or in lines. */
export const gitParts = (output: Buffer, mark: '\0' | '\n' = '\0'): string[] =>
  output
    .toString()
    .split(mark)
    .filter((part) => part !== '')
