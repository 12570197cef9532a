import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isFailedCommand } from 'bocas/internal/light'

/** What git said, or undefined where it is not installed or fails. */
function git(cwd: string, ...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch (error) {
    if (!isFailedCommand(error)) throw error
    return undefined
  }
}

/** Where a folder lies in its git repository: `''` at its top, `papers/first` below it; undefined where there is none, or no git. */
export function placeInRepository(folder: string): string | undefined {
  return git(folder, 'rev-parse', '--show-prefix')?.replace(/\/$/, '')
}

/**
 * Makes a git repository of a folder and commits these files of it. Other files are somebody's to commit.
 *
 * @returns what to say about it to a person, without a final stop.
 */
export function firstCommit(root: string, files: readonly string[]): string {
  if (git(root, '--version') === undefined) return 'Nothing is under version control: git is not installed'
  if (placeInRepository(root) !== undefined) return 'The folder is in a git repository already: commit when you like'
  if (git(root, 'init', '--quiet', '--initial-branch=main') === undefined && git(root, 'init', '--quiet') === undefined)
    return 'Nothing is under version control: git init failed'
  const there = [...new Set(files)].filter((file) => existsSync(join(root, file)))
  const added = git(root, 'add', '--', ...there)
  const committed = added !== undefined && git(root, 'commit', '--quiet', '--message', MESSAGE) !== undefined
  return committed
    ? `Made a git repository with a first commit of ${there.length} files`
    : 'Made a git repository. Nothing is committed: tell git who you are (git config --global user.name and user.email), then git commit'
}

const MESSAGE = 'Begin with what bocas makes: a task, its figures and a paper'
