import { nameInText, PAPER_TASK, type WorkspacePaths } from 'bocas/internal'
import type { TaskPlan } from '../../plan/task-plan'
import { staleOutputs, type StaleOutput } from '../../provenance/drawn-from'
import { changedSince } from '../../provenance/made-places'
import { readOutputs, type PaperOutput } from '../../provenance/read-outputs'
import type { OutputOnPage } from '../data/page-data'
import { outputOnPage, type PlacedRuns } from './outputs'

/** What the figures of some tasks have made, and what a reader has to know of it, by task. */
interface CollectedOutputs {
  readonly outputs: readonly OutputOnPage[]
  readonly notes: ReadonlyMap<string, readonly string[]>
}

/** Reads what was drawn, and finds out of each whether it is of the code, the sweeps and the results of now. */
export async function collectOutputs(
  paths: WorkspacePaths,
  tasks: readonly string[],
  placed: PlacedRuns,
  planOf: (task: string) => Promise<TaskPlan>,
): Promise<CollectedOutputs> {
  const { outputs, problems } = await readOutputs(paths, tasks)
  const notes = new Map<string, string[]>()
  const say = (task: string, note: string): void => {
    const where = task === PAPER_TASK ? tasks[0]! : task
    notes.set(where, [...(notes.get(where) ?? []), note])
  }
  for (const { message, path } of problems) say(tasks[0]!, [message, path].filter(Boolean).join(' → at '))
  for (const { at, problem } of await changedSince(paths)) {
    const task = tasks.find((name) => at.split(/[/.]/).includes(name))
    if (task !== undefined) say(task, `${at}: ${problem}`)
  }
  const stale = await Promise.all(
    tasks.map(async (task) => ({
      task,
      found: outputs.some((output) => output.task === task) ? await staleOutputs(paths, task, planOf) : [],
    })),
  )
  for (const { task, found } of stale)
    for (const { message, isUnknown } of found)
      say(task, isUnknown ? `what was drawn is perhaps not of now: ${message}` : message)
  const whyOf = ({ task, kind, name }: PaperOutput): StaleOutput | undefined =>
    stale
      .find((one) => one.task === task)
      ?.found.find(({ of }) => of === undefined || (of.kind === kind && nameInText(kind, task, of.name) === name))
  return { outputs: outputs.map((output) => outputOnPage(paths, output, placed, whyOf(output))), notes }
}
