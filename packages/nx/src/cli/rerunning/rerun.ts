import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  canonicalJson,
  type Problem,
  problemsIn,
  type StoredResult,
  verifyResult,
  withoutUndefined,
  workspacePaths,
} from 'bocas/internal'
import { failureOf, readWorkLog } from '../../host/outcome/failure'
import { localLauncher } from '../../host/launch/local-launcher'
import { specification, type WantedRun } from '../../host/launch/specification'
import { wasInterrupted } from '../../host/launch/train'
import type { FolderWatch } from '../../host/leftovers/watch-folders'
import { discardWork, makeWorkFolder } from '../../host/leftovers/work-folders'
import { workerScript } from '../../plan/workers/worker-script'
import { giveBack } from '../../slots/leases'
import { waitForSlots } from '../../host/queue/slots-of-runs'
import { differences, type ResultDifference } from './differences'

/** What came of executing a kept run again. */
export type Rerun = { readonly seconds?: number } & (
  | { readonly outcome: 'same' }
  | { readonly outcome: 'differs'; readonly differences: readonly ResultDifference[] }
  | { readonly outcome: 'failed'; readonly problems: readonly Problem[] }
  | { readonly outcome: 'interrupted' }
)

/** How to execute it. */
export interface RerunOptions {
  readonly root: string
  readonly signal: AbortSignal
  /** What must be there for anything to be written. */
  readonly folders: FolderWatch
  readonly say: (line: string) => void
}

/**
 * Executes a kept run again by the same code, data and packages, in a work folder of its own, and compares what comes of it with what is kept,
 * byte by byte. The store, the view, checkpoints and the list of failures stay as they are.
 *
 * @param folder where the kept result is.
 */
export async function rerun(
  wanted: WantedRun,
  folder: string,
  { root, signal, folders, say }: RerunOptions,
): Promise<Rerun> {
  const { plan, run } = wanted
  const kept = await verifyResult(folder, run.key)
  const given = await waitForSlots(root, plan.limits.resources, { task: plan.task, name: run.name, key: run.key }, say)
  if ('refusal' in given) return { outcome: 'failed', problems: given.refusal.problems }
  const work = makeWorkFolder(root, `again-${run.key.slice(0, 8)}`)
  const into = join(work, 'again')
  const begin = performance.now()
  try {
    const launcher = localLauncher(await workerScript(root, 'run-worker'))
    const spec = {
      ...specification(wanted, root, work, { folder: into }),
      ...withoutUndefined({ slots: given.slots }),
    }
    const launched = launcher.launch(spec, () => undefined)
    const stop = (): void => launched.stop()
    signal.addEventListener('abort', stop)
    folders.signal.addEventListener('abort', launched.kill)
    if (signal.aborted) stop()
    const end = await launched.ended
    signal.removeEventListener('abort', stop)
    folders.signal.removeEventListener('abort', launched.kill)
    if (folders.isLost()) return { outcome: 'interrupted' }
    const seconds = (performance.now() - begin) / 1000
    if (end.said?.type !== 'trained') {
      if (signal.aborted || wasInterrupted(end)) return { outcome: 'interrupted' }
      const { message, problems = problemsIn(message), at } = failureOf(end, readWorkLog(work), plan.limits)
      return { outcome: 'failed', problems: problems.map((problem) => ({ path: at, ...problem })), seconds }
    }
    const again = await verifyResult(into, run.key)
    const [was, is] = [folder, into].map((place) => readFileSync(join(place, 'result.json'), 'utf8'))
    if (was === is || contentOf(kept) === contentOf(again)) return { outcome: 'same', seconds }
    const found = differences({ result: kept, folder }, { result: again, folder: into })
    // Nothing of ours may pass for the same while a byte differs.
    const other = { what: 'result.json', text: 'is written in other words' }
    return { outcome: 'differs', differences: found.length > 0 ? found : [other], seconds }
  } finally {
    if (given.slots) giveBack(given.slots)
    discardWork(work)
  }
}

/** A result as canonical JSON, but for how it came to its key: that is no part of what was computed. The seal is of the rest. */
const contentOf = ({ accepted: _, seal: __, ...content }: StoredResult): string => canonicalJson(content)

/** Where the whole result of a planned run is: in the store, else in its view. */
export const resultFolders = (
  root: string,
  { plan, run }: WantedRun,
): { readonly store: string; readonly view: string } => ({
  store: workspacePaths(root).entry(run.key),
  view: workspacePaths(root).artifacts(plan.task, run.name),
})
