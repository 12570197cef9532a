import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { namesIn, type WorkspacePaths } from 'bocas/internal/store'
import type { WantedRun } from '../launch/specification'
import type { FolderWatch } from '../leftovers/watch-folders'
import type { Loss } from './describe-loss'

/** Milliseconds between two looks, how many of them have to see the same, and how many there are at most. */
const LOOK = 400
const SAME = 4
const MOST = 150

/**
 * Looks what there is of a call's results, once nothing is removed any more: `git clean` takes one folder after the other, some seconds for the packages alone,
 * and what is there when the first is missed may be next.
 *
 * @param paths as they were when the call began: a link in the place of the store may be gone.
 * @param done the runs that have results.
 */
export async function lossOf(
  paths: WorkspacePaths,
  folders: FolderWatch,
  done: readonly WantedRun[],
  interrupted = 1,
): Promise<Loss> {
  let [seen, same] = ['', 0]
  for (let turn = 1; ; turn++) {
    const loss = lookNow(paths, folders, done, interrupted)
    const now = JSON.stringify([loss, ...[paths.root, join(paths.root, 'node_modules'), paths.store].map(namesIn)])
    same = now === seen ? same + 1 : 1
    seen = now
    if (same >= SAME || turn >= MOST) return loss
    await sleep(LOOK)
  }
}

function lookNow(paths: WorkspacePaths, folders: FolderWatch, done: readonly WantedRun[], interrupted: number): Loss {
  const isStored = ({ run }: WantedRun): boolean => existsSync(join(paths.entry(run.key), 'result.json'))
  const isCopied = ({ plan, run }: WantedRun): boolean =>
    existsSync(join(paths.artifacts(plan.task, run.name), 'result.json'))
  return {
    root: paths.root,
    store: paths.store,
    lost: folders.lost(),
    interrupted,
    finished: done.length,
    stored: done.filter(isStored).length,
    copied: done.filter((one) => !isStored(one) && isCopied(one)).length,
    artifactsDir: paths.artifactsDir,
    isInstalled: existsSync(join(paths.root, 'node_modules')),
  }
}
