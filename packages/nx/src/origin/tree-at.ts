import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, symlinkSync, mkdirSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The workspace as a commit has it, in a folder of its own. */
export interface CommitTree {
  /** Absolute. */
  readonly root: string
  remove(): void
}

/**
 * Writes the files of a commit into a temporary folder. The repository, its index and its list of work trees stay as they are.
 *
 * @param root the workspace, anywhere in its repository.
 */
export function treeAt(root: string, commit: string): CommitTree {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-tree-'))
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, 'index') }
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const prefix = git('rev-parse', '--show-prefix').trim()
    const top = git('rev-parse', '--show-toplevel').trim()
    git('-C', top, 'read-tree', commit)
    git('-C', top, 'checkout-index', '--all', '--force', `--prefix=${folder}/tree/`)
    return { root: join(folder, 'tree', prefix), remove }
  } catch (error) {
    remove()
    throw error
  }
}

/** Lets a tree use what the workspace has installed: whatever its lockfile says, nothing is downloaded. */
export function linkInstalled(root: string, tree: string): void {
  const from = join(root, 'node_modules')
  if (!existsSync(from)) return
  mkdirSync(join(tree, 'node_modules'), { recursive: true })
  for (const name of readdirSync(from))
    if (!name.startsWith('.')) symlinkSync(join(from, name), join(tree, 'node_modules', name), 'junction')
}
