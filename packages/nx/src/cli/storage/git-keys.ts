import { spawnSync } from 'node:child_process'
import {
  isFailedCommand,
  isSyntaxError,
  layoutOf,
  pluginOptions,
  suggest,
  type Layout,
  type Problem,
} from 'bocas/internal/light'
import { CommandError, EXIT } from '../command'
import { readObjects } from '../../shared/git-objects'
import { keysIn } from './recorded-keys'
import { askGit, callGit, gitEnv, gitParts } from '../../shared/git'

/** Objects that are asked of git at once. */
const AT_ONCE = 200

/**
 * The run keys that a commit records: those of the results in `paper/artifacts` and those named below the `provenance` of a paper.
 *
 * @throws CommandError for a ref that does not exist.
 */
export function keysAtRef(root: string, ref: string): Set<string> {
  return keysOfCommit(root, commitAt(root, ref))
}

/**
 * The commit that a ref of git means.
 *
 * @throws CommandError for a ref that does not exist.
 */
export function commitAt(root: string, ref: string): string {
  const commit = commitOf(root, ref)
  if (commit !== undefined) return commit
  throw new CommandError([whyUnknown(root, ref)], EXIT.usage)
}

/** Why git does not know a ref, and what to do: there may be no git, no repository, no commit, or only a part of the history. */
function whyUnknown(root: string, ref: string): Problem {
  const asked = spawnSync('git', ['rev-parse', '--is-shallow-repository'], {
    cwd: root,
    env: gitEnv(),
    encoding: 'utf8',
  })
  if (asked.error)
    return {
      code: 'no-git',
      message: `'${ref}' is looked up by git, which is not installed`,
      hint: 'install it: https://git-scm.com',
    }
  if (asked.status !== 0) {
    const complaint = asked.stderr.trim()
    if (/not a git repository/i.test(complaint))
      return {
        code: 'no-git',
        message: `${root} is not in a git repository, so there is no '${ref}'`,
        hint: 'git init, and commit: what is compared or kept for is what a commit has',
      }
    return { code: 'no-git', message: `git cannot be asked for '${ref}'`, hint: complaint }
  }
  const refs = refsOf(root)
  const message = `git knows no '${ref}'`
  if (asked.stdout.trim() === 'true')
    return {
      code: 'no-git',
      message: `${message}: this clone has only a part of the history`,
      hint: 'git fetch --unshallow',
    }
  if (refs.length === 0)
    return { code: 'no-git', message: `${message}: nothing is committed yet`, hint: 'git add --all && git commit' }
  const there = refs.filter((name) => name.endsWith(`/${ref}`))
  if (there.length > 0) return { code: 'no-git', message, hint: `it is there as ${there.join(', ')}: name it so` }
  return { code: 'no-git', message, hint: suggest(ref, refs) }
}

/** The run keys that the commit which is checked out records; none outside of git. */
export function keysAtHead(root: string): Set<string> {
  const commit = commitOf(root, 'HEAD')
  return commit === undefined ? new Set() : keysOfCommit(root, commit)
}

function keysOfCommit(root: string, commit: string): Set<string> {
  const { papers, artifacts } = layoutAt(root, commit)
  const records = papers.flatMap(({ folder }) => [`${folder}/provenance`, `${folder}/provenance.json`])
  const places = [artifacts, ...records]
  const listed = gitParts(callGit(root, ['ls-tree', '-r', '-z', commit, '--', ...places]))
  const files = listed.flatMap((line) => {
    const [, object, path] = /^\S+ blob (\S+)\t(.*)$/s.exec(line) ?? []
    const isRecord =
      path !== undefined &&
      (path.endsWith('/result.json') || records.some((place) => path === place || path.startsWith(`${place}/`)))
    return isRecord ? [{ object: object!, path }] : []
  })
  const keys = new Set<string>()
  for (let first = 0; first < files.length; first += AT_ONCE) {
    const part = files.slice(first, first + AT_ONCE)
    const contents = readObjects(
      root,
      part.map(({ object }) => object),
    )
    part.forEach(({ path }, index) => keysIn(path, contents[index]!.toString()).forEach((key) => keys.add(key)))
  }
  return keys
}

/** Which folders the options of the plugin named then. */
function layoutAt(root: string, commit: string): Layout {
  try {
    return layoutOf(pluginOptions(callGit(root, ['show', `${commit}:./nx.json`]).toString())).layout
  } catch (error) {
    if (!isFailedCommand(error) && !isSyntaxError(error)) throw error
    return layoutOf(undefined).layout
  }
}

const commitOf = (root: string, ref: string): string | undefined =>
  askGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])?.trim()

const refsOf = (root: string): string[] =>
  (askGit(root, ['for-each-ref', '--format=%(refname:short)']) ?? '').split('\n').filter((name) => name !== '')
