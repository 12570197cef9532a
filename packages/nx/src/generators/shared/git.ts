import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { plural } from 'bocas/internal/light'
import { askGit } from '../../shared/git'

/** Where a folder lies in its git repository: `''` at its top, `papers/first` below it; undefined where there is none, or no git. */
export function placeInRepository(folder: string): string | undefined {
  return askGit(folder, ['rev-parse', '--show-prefix'])?.replace(/\/?\n$/, '')
}

/**
 * Makes a git repository of a folder and commits these files of it. Other files are somebody's to commit.
 *
 * @returns what to say about it to a person, without a final stop.
 */
export function firstCommit(root: string, files: readonly string[]): string {
  const git = (...args: string[]): boolean => askGit(root, args) !== undefined
  if (!git('--version')) return 'Nothing is under version control: git is not installed'
  if (placeInRepository(root) !== undefined) return 'The folder is in a git repository already: commit when you like'
  if (!git('init', '--quiet', '--initial-branch=main') && !git('init', '--quiet'))
    return 'Nothing is under version control: git init failed'
  const there = [...new Set(files)].filter((file) => existsSync(join(root, file)))
  const committed = git('add', '--', ...there) && git('commit', '--quiet', '--message', MESSAGE)
  return committed
    ? `Made a git repository with a first commit of ${plural(there.length, 'file')}`
    : 'Made a git repository. Nothing is committed: tell git who you are (git config --global user.name and user.email), then git commit'
}

const MESSAGE = 'Begin with what bocas makes: a task, its figures and a paper'
