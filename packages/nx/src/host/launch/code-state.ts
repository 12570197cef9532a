import { isFailedCommand } from 'bocas/internal/light'
import type { CodeState } from '../../protocol/run-specification'
import type { TaskPlan } from '../../plan/task-plan'
import { callGit, gitParts } from '../../shared/git'

/** Characters. A diff is kept with each result. */
export const LONGEST_DIFF = 64 * 1024

const known = new WeakMap<TaskPlan, CodeState | null>()

/**
 * How the code of a planned task stands in git; null outside of git or before the first commit. Asked once per plan: what is executed is the
 * code as it was planned, whatever is edited while runs are at work.
 */
export function codeStateOf(root: string, plan: TaskPlan): CodeState | null {
  noteCodeStates(root, [plan])
  return known.get(plan) ?? null
}

/** Asks git about all plans of a call at once. */
export function noteCodeStates(root: string, plans: readonly TaskPlan[]): void {
  const news = plans.filter((plan) => !known.has(plan))
  if (news.length === 0) return
  const states = readCodeStates(
    root,
    news.map(({ run }) => run.files),
  )
  news.forEach((plan, index) => known.set(plan, states[index] ?? null))
}

/** One state for each list of workspace-relative files; nulls outside of git or before the first commit. */
export function readCodeStates(root: string, lists: readonly (readonly string[])[]): (CodeState | null)[] {
  const files = [...new Set(lists.flat())].sort()
  try {
    const commit = git(root, ['rev-parse', '--verify', 'HEAD']).toString().trim()
    const dirty = git(root, ['status', '--porcelain', '--untracked-files=no']).length > 0
    const tracked = new Set(files.length === 0 ? [] : gitParts(git(root, ['ls-files', '-z', '--', ...files])))
    const diffs = files.length === 0 ? new Map<string, string>() : diffsOf(root, files)
    return lists.map((list) => {
      const changed = list.filter((file) => diffs.has(file))
      const whole = changed.map((file) => diffs.get(file)!).join('')
      const diff = bounded(whole)
      return { commit, dirty, changed, untracked: list.filter((file) => !tracked.has(file)), diff, cut: diff !== whole }
    })
  } catch (error) {
    if (!isFailedCommand(error)) throw error
    return lists.map(() => null)
  }
}

/** What each of these files differs by, without this person's settings for diffs; a file that does not differ is not in it. */
function diffsOf(root: string, files: readonly string[]): Map<string, string> {
  const plain = ['--no-ext-diff', '--no-textconv', '--no-color', '--no-renames', '--src-prefix=a/', '--dst-prefix=b/']
  const names = git(root, ['diff', '--name-only', '--relative', '-z', ...plain, 'HEAD', '--', ...files])
  const text = git(root, ['diff', '--relative', ...plain, 'HEAD', '--', ...files]).toString()
  const parts = text.split(/^(?=diff --git )/m)
  // One part per name, in the order of the names.
  return new Map(gitParts(names).map((name, index) => [name, parts[index] ?? '']))
}

function bounded(diff: string): string {
  return diff.length <= LONGEST_DIFF ? diff : diff.slice(0, diff.lastIndexOf('\n', LONGEST_DIFF) + 1)
}

const git = (root: string, args: readonly string[]): Buffer => callGit(root, ['--literal-pathspecs', ...args])
