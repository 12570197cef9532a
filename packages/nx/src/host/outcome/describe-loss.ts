import { join, relative } from 'node:path'
import type { LostFolder } from 'bocas/internal'
import { isWithin, plural } from 'bocas/internal/store'

/** What is known when folders were lost in the middle of a call. */
export interface Loss {
  readonly root: string
  readonly store: string
  /** The outermost ones. */
  readonly lost: readonly LostFolder[]
  /** Runs that were at work or had not begun. */
  readonly interrupted: number
  /** Results that this call has found or made. */
  readonly finished: number
  /** How many of them are still in the store. */
  readonly stored: number
  /** How many of the others have a copy in the folder of views, and which that is, as seen from the workspace. */
  readonly copied: number
  readonly artifactsDir: string
  /** Whether packages are still installed. */
  readonly isInstalled: boolean
}

/** One text for a person, in place of one for each run: what is gone, what went with it, what is safe, and what to do. */
export function describeLoss(loss: Loss): string {
  const { lost, root, interrupted } = loss
  const [first] = lost
  const moved = first && typeof first.how === 'object' ? first.how.movedTo : undefined
  const isRoot = lost.some(({ path }) => path === root)
  const what = isRoot ? `the workspace ${root}` : lost.map(({ path }) => shown(root, path)).join(' and ')
  const runs = plural(interrupted, 'run was', 'runs were')
  const head = `✖ ${what} ${lost.length > 1 ? 'were' : 'was'} ${fateOf(lost)} in the middle of this call: ${runs} interrupted, and nothing more is written`
  const lines = moved !== undefined && lost.length === 1 ? keptElsewhere(loss, moved) : sorted(loss)
  return [head, ...lines, ...whatToDo(loss, isRoot, moved)]
    .map((line, at) => (at === 0 ? line : `  ${line}`))
    .join('\n')
}

const shown = (root: string, path: string): string => (isWithin(root, path) ? relative(root, path) : path)

function fateOf(lost: readonly LostFolder[]): string {
  const [how] = lost.map(({ how }) => how)
  if (lost.some((other) => JSON.stringify(other.how) !== JSON.stringify(how)) || how === undefined)
    return 'removed or moved'
  return how === 'removed' ? 'removed' : `moved to ${how.movedTo}`
}

/** A moved folder has in it what it had. */
function keptElsewhere({ root, store, lost, finished }: Loss, moved: string): string[] {
  if (finished === 0) return []
  const folder = lost[0]!.path
  const place = isWithin(folder, store) ? join(moved, relative(folder, store)) : store
  return [`safe   ${results(finished)} of this call, in ${shown(root, place)}`]
}

function sorted({ root, store, lost, finished, stored, copied, artifactsDir }: Loss): string[] {
  const gone = finished - stored - copied
  const isCertain = lost.every(({ how }) => how !== undefined)
  return [
    ...(gone > 0
      ? [`lost   ${results(gone)} of this call, ${isCertain ? 'with whatever else was there' : 'unless moved with it'}`]
      : []),
    ...(stored > 0 ? [`safe   ${results(stored)} of this call, in ${shown(root, store)}`] : []),
    ...(copied > 0 ? [`safe   ${results(copied)} of this call, of which ${artifactsDir} has copies`] : []),
  ]
}

const results = (count: number): string => plural(count, 'finished result')

function whatToDo({ lost, root, store, isInstalled }: Loss, isRoot: boolean, moved: string | undefined): string[] {
  if (isRoot)
    return moved === undefined
      ? ['→ bring the workspace back (a clone, a backup, or where it was moved to), and call nx again there']
      : [`→ cd ${moved} and call nx again: what is finished is kept, and runs go on from their checkpoints`]
  const install = isInstalled ? '' : 'npm ci, and then '
  const again = '→ ' + install + 'call nx again: it executes what has no result'
  if (moved !== undefined) return [`→ move ${shown(root, lost[0]!.path)} back, and call nx again`]
  if (!isWithin(root, store)) return [again]
  return [
    again,
    '→ `git clean -x` removes whatever git ignores: with BOCAS_STORE=<a folder outside of the workspace> it does not reach results',
  ]
}
