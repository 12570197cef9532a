import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { callGit } from '../../../shared/git'

/** The workspace as a commit has it, in a folder of its own. All paths are absolute and real. */
export interface CommitTree {
  /** The workspace in it. */
  readonly root: string
  /** The top of the repository in it: at or above the workspace. */
  readonly top: string
  /** The same two places today. */
  readonly today: { readonly root: string; readonly top: string }
  /** Folders in it that have a `package.json`, relative to the top; the top itself is `''`. */
  readonly packages: readonly string[]
  remove(): void
}

/**
 * Writes the files of a commit into a temporary folder. The repository, its index and its list of work trees stay as they are.
 *
 * @param workspace the workspace, anywhere in its repository.
 */
export function treeAt(workspace: string, commit: string): CommitTree {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-tree-'))
  const root = realpathSync(workspace)
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, 'index') }
  const git = (...args: string[]): string => callGit(root, args, { env }).toString()
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const prefix = git('rev-parse', '--show-prefix').replace(/\n$/, '')
    const top = join(folder, 'tree')
    const topToday = resolve(root, git('rev-parse', '--show-cdup').replace(/\n$/, ''))
    git('-C', topToday, 'read-tree', commit)
    git('-C', topToday, 'checkout-index', '--all', '--force', `--prefix=${top}/`)
    const manifests = git('-C', topToday, 'ls-files', '-z', '--', 'package.json', '**/package.json').split('\0')
    return {
      root: resolve(top, prefix),
      top,
      today: { root, top: topToday },
      packages: manifests
        .filter((file) => file !== '' && !file.split('/').includes('node_modules'))
        .map((file) => file.slice(0, -'package.json'.length).replace(/\/$/, '')),
      remove,
    }
  } catch (error) {
    remove()
    throw error
  }
}
