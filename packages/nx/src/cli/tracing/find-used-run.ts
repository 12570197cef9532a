import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { partsOfRunId, suggest, workspacePaths } from 'bocas/internal'
import type { PaperOutputs } from '../../provenance/read-outputs'
import { byWhatIsKnown } from '../../plan/sweep/awaited-words'
import { taskNames } from '../../plan/task-names'
import { historyOf } from '../../history/nearest-results'
import { CommandError } from '../command'
import { notKnownYet } from '../find-runs'
import { readJson } from '../../shared/read-json'
import { readStore, type StoredRun } from '../../shared/stored-run'
import { planTasks } from '../workspace'
import type { RunIdentity } from './uses-of'
import { madeOf, taskNow } from '../../history/why-lacking'
import type { KnownPlan } from '../../plan/task-plan'

/** A name that a run has or had, and the key of the result. */
interface Called {
  readonly id: string
  readonly key?: string | undefined
}

/**
 * Finds the run that a word means: by the names that the sweeps, the figures, the store and paper/artifacts know it by, or by its key. A run is
 * its results: those of its key whatever they are called, and for a run without one the stored result that is nearest to it.
 *
 * @throws CommandError for a word that stands for no run, or for several.
 */
export async function findUsedRun(
  root: string,
  { outputs }: PaperOutputs,
  word: string,
): Promise<{ id: string; wanted: RunIdentity }> {
  const paths = workspacePaths(root)
  const plans = await planTasks(root)
  const stored = readStore(paths).runs
  const { known, awaiting } = byWhatIsKnown(plans)
  const planned = known.flatMap(({ task, runs }) =>
    runs.map(({ name, key }): Called => ({ id: `${task}/${name}`, key })),
  )
  const drawn = outputs.flatMap(({ of, runs }) => runs.map((id): Called => ({ id, key: of.get(id)?.key })))
  const shown = existsSync(paths.allArtifacts) ? shownRuns(paths.allArtifacts) : []
  const all = [
    ...drawn,
    ...planned,
    ...stored.map(({ task, name, key }): Called => ({ id: `${task}/${name}`, key })),
    ...shown,
  ]
  const isKey = /^[0-9a-f]{8,64}$/.test(word)
  const exact = all.filter(({ id }) => id === word)
  const alike = all.filter(({ id, key }) => partsOfRunId(id).name === word || (isKey && key?.startsWith(word)))
  const meant = exact.length > 0 ? exact : alike
  const keyOf = (id: string): Set<string> =>
    new Set(all.flatMap((called) => (called.id === id ? (called.key ?? []) : [])))
  const [first] = meant
  if (!first) {
    const waiting = awaiting.find(({ task }) => word.startsWith(`${task}/`))
    if (waiting) throw new CommandError([notKnownYet(waiting)])
    const ids = [...new Set(all.map(({ id }) => id))].sort()
    throw new CommandError([{ code: 'unknown-run', message: `there is no run '${word}'`, hint: suggest(word, ids) }])
  }
  const others = [...new Set(meant.map(({ id }) => id))].filter(
    (id) => id !== first.id && ![...keyOf(id)].some((key) => keyOf(first.id).has(key)),
  )
  if (others.length > 0)
    throw new CommandError([
      { message: `several runs are called '${word}'`, hint: `say which: ${[first.id, ...others].join(', ')}` },
    ])
  const keys = isKey && exact.length === 0 ? new Set(meant.flatMap(({ key }) => key ?? [])) : keyOf(first.id)
  const ids = new Set([first.id])
  const isDrawn = drawn.some(({ id, key }) => (key === undefined ? ids.has(id) : keys.has(key)))
  const relative = isDrawn ? undefined : relativeOf(root, known, stored, first.id)
  return { id: first.id, wanted: { ids, keys: new Set([...keys, ...(relative ? [relative] : [])]) } }
}

function relativeOf(
  root: string,
  plans: readonly KnownPlan[],
  stored: readonly StoredRun[],
  id: string,
): string | undefined {
  const plan = plans.find(({ task }) => id.startsWith(`${task}/`))
  const run = plan?.runs.find(({ name }) => `${plan.task}/${name}` === id)
  if (!plan || !run) return undefined
  return historyOf(stored, taskNames(root)).familyOf(taskNow(plan)).ofRun(madeOf(plan, run))?.kept.key
}

const shownRuns = (folder: string): Called[] =>
  readdirSync(folder).flatMap((task) =>
    readdirSync(join(folder, task)).map((run) => ({
      id: `${task}/${run}`,
      key: readJson<{ key: string }>(join(folder, task, run, 'result.json'))?.key,
    })),
  )
