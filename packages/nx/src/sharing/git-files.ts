import { spawnSync } from 'node:child_process'
import { basename } from 'node:path'
import { isFailedCommand, ProblemsError, type Problem } from 'bocas/internal/light'
import { readObjects } from '../shared/git-objects'
import { LOCK_FILE, parseLock, type LockedResult } from './lock-file'
import { callGit, gitParts } from '../shared/git'

const linesOf = (output: Buffer): string[] => gitParts(output, '\n')

/** @throws ProblemsError outside of a repository of git. */
function expectGit(root: string, why: string): void {
  const { status } = spawnSync('git', ['rev-parse', '--git-dir'], { cwd: root, stdio: 'ignore' })
  if (status !== 0)
    throw new ProblemsError({
      code: 'no-git',
      message: `${root} is not in a git repository, or git is not installed`,
      hint: why,
    })
}

/**
 * What the locks of all branches, tags and worktrees name, that of the index and of the last commit included.
 *
 * @throws ProblemsError when one cannot be read, or a branch is not known here.
 */
export function resultsOfAllBranches(root: string): readonly LockedResult[] {
  expectGit(root, 'which results are needed is known from the locks of all branches')
  expectAllBranches(root)
  const commits = new Set([
    ...linesOf(callGit(root, ['for-each-ref', '--format=%(objecttype) %(objectname)'])).flatMap(
      (line) => /^(?:commit|tag) (.*)$/.exec(line)?.[1] ?? [],
    ),
    ...linesOf(callGit(root, ['worktree', 'list', '--porcelain'])).flatMap(
      (line) => /^HEAD (?!0+$)([0-9a-f]+)$/.exec(line)?.[1] ?? [],
    ),
  ])
  const listed = [
    ...[...commits].flatMap((commit) => entriesOf(callGit(root, ['ls-tree', '-r', '-z', '--full-tree', commit]))),
    ...entriesOf(callGit(root, ['ls-files', '--stage', '-z', '--full-name', '--', ':/'])),
  ]
  // Wherever it lies: the folder of a paper has another name in another branch, and a repository may have several workspaces.
  const blobs = new Set(listed.filter(({ path }) => basename(path) === basename(LOCK_FILE)).map(({ object }) => object))
  const contents = readObjects(root, [...blobs])
  return [...blobs].flatMap(
    (blob, index) => parseLock(contents[index]!.toString(), `the lock ${blob.slice(0, 12)} of a branch`).results,
  )
}

/** What `git ls-tree` and `git ls-files --stage` list. */
const entriesOf = (output: Buffer): { readonly object: string; readonly path: string }[] =>
  gitParts(output).flatMap((line) => {
    const [, object, path] = /^\d+ (?:blob )?([0-9a-f]{40,64})(?: \d)?\t(.*)$/s.exec(line) ?? []
    return path === undefined ? [] : [{ object: object!, path }]
  })

/** A branch that somebody has pushed and that was not fetched may need what nobody here knows of. */
function expectAllBranches(root: string): void {
  for (const remote of linesOf(callGit(root, ['remote']))) {
    let listed: string[]
    try {
      listed = linesOf(callGit(root, ['ls-remote', '--heads', '--tags', remote]))
    } catch (error) {
      if (!isFailedCommand(error)) throw error
      throw new ProblemsError({
        code: 'unknown-branches',
        message: `${remote} cannot be asked for its branches, and their locks say what is needed`,
        hint: String((error as { stderr?: Buffer }).stderr ?? '').trim() || `git ls-remote ${remote}`,
      })
    }
    const tips = listed.map((line) => line.split('\t')[0]!)
    const known = linesOf(callGit(root, ['cat-file', '--batch-check'], { input: `${tips.join('\n')}\n` }))
    const missing = listed.filter((_, index) => known[index]?.endsWith(' missing'))
    if (missing.length > 0)
      throw new ProblemsError(
        unknownBranches(
          remote,
          missing.map((line) => line.split('\t')[1]!),
        ),
      )
  }
}

export const unknownBranches = (remote: string, branches: readonly string[]): Problem => ({
  code: 'unknown-branches',
  message: `${remote} has branches that are not known here: ${branches.slice(0, 5).join(', ')}`,
  hint: 'git fetch --all --tags',
})

/** A file as a commit has it. */
export interface TrackedFile {
  readonly path: string
  readonly isProgram: boolean
  readonly object: string
  readonly size: number
}

export interface TrackedFiles {
  readonly commit: string
  readonly files: readonly TrackedFile[]
  /** Links and repositories within this one, which are not taken along. */
  readonly passedOver: readonly string[]
}

/**
 * The files of the commit that is checked out, of a workspace in which nothing that git tracks was changed since.
 *
 * @throws ProblemsError when something was.
 */
export function trackedFiles(root: string): TrackedFiles {
  expectGit(root, 'the code goes into the archive as git tracks it')
  const changed = gitParts(callGit(root, ['status', '--porcelain', '-z', '--untracked-files=no', '--', '.']))
  if (changed.length > 0)
    throw new ProblemsError({
      code: 'not-committed',
      message: `what git tracks was changed since the last commit: ${changed
        .slice(0, 5)
        .map((entry) => entry.slice(3))
        .join(', ')}${changed.length > 5 ? ' …' : ''}`,
      hint: 'commit it first: whoever reads the archive is to have what a commit has',
    })
  let commit: string
  try {
    commit = callGit(root, ['rev-parse', '--verify', 'HEAD']).toString().trim()
  } catch (error) {
    if (!isFailedCommand(error)) throw error
    throw new ProblemsError({
      code: 'no-git',
      message: 'nothing is committed yet',
      hint: 'git add --all && git commit',
    })
  }
  const files: TrackedFile[] = []
  const passedOver: string[] = []
  for (const line of gitParts(callGit(root, ['ls-tree', '-r', '-l', '-z', 'HEAD', '.']))) {
    const [, mode, object, size, path] = /^(\d+) \S+ (\S+) +(\S+)\t(.*)$/s.exec(line) ?? []
    if (path === undefined) continue
    if (mode === '100644' || mode === '100755')
      files.push({ path, isProgram: mode === '100755', object: object!, size: Number(size) })
    else passedOver.push(path)
  }
  return { commit, files, passedOver }
}
