import { PAPER_TASK, workspacePaths, type WorkspacePaths } from 'bocas/internal'
import { collectMetrics } from '../../states/collect-metrics'
import { lookAhead } from '../../states/look-ahead'
import { runsAtWork } from '../../states/at-work'
import { STATES, type RunState } from '../../history/run-state'
import { reasonOf } from '../../history/why-lacking'
import { newPlanning, planTask } from '../../plan/plan-task'
import { awaitedWords, byWhatIsKnown } from '../../plan/sweep/awaited-words'
import { blocking, filesOfPlan } from '../../plan/task-plan'
import { changedSince } from '../../provenance/made-places'
import { recordedExecutions } from '../../provenance/paper-provenance'
import { readOutputs } from '../../provenance/read-outputs'
import { describeNonFinite } from 'bocas/internal'
import { configColumns, metricColumns, numbersShown } from '../data/columns'
import type { OutputOnPage, PageData, RunDetails } from '../data/page-data'
import { outputOnPage, type PlacedRuns } from './outputs'
import { runDetails, type DetailedRun } from './run-details'

/** A report before it is written. */
export interface Collected {
  readonly data: Omit<PageData, 'details'>
  readonly details: readonly RunDetails[]
  /** Whether some of its runs are being executed. */
  readonly isAtWork: boolean
  /** What its tasks are planned from, workspace-relative: see {@link filesOfPlan}. */
  readonly plannedFrom: readonly string[]
  /** Whether each of its tasks could be planned: otherwise `plannedFrom` may lack something. */
  readonly isPlanned: boolean
}

/** What a report is of. */
export interface ReportSubject {
  /** The name of a task or of a paper. */
  readonly title: string
  readonly tasks: readonly string[]
  /** The paper that is meant, when it is one: then also what spans tasks. */
  readonly paper?: string
}

/**
 * Everything that there is of some tasks: their runs with states and metrics, what figures have made of them, logs, executions. Files are read, and nothing is
 * executed but the sweeps, which say which runs there are.
 */
export async function collectReport(root: string, { title, tasks, paper }: ReportSubject): Promise<Collected> {
  const paths = workspacePaths(root, paper)
  const planning = newPlanning()
  const plans = await Promise.all(tasks.map((task) => planTask(root, paths.sweep(task), planning)))
  const { known } = byWhatIsKnown(plans.filter((plan) => blocking(plan).length === 0))
  const states = await lookAhead(root, plans)
  const metrics = collectMetrics(root, known)
  const stateOf = new Map(states.flatMap(({ runs }) => runs.map((run) => [`${run.task}/${run.name}`, run] as const)))
  const atWork = new Map(
    runsAtWork(paths)
      .filter(({ alive, isTry }) => alive && !isTry)
      .map((run) => [run.key, run]),
  )
  const runs = metrics.map((run): DetailedRun => {
    const now = atWork.get(run.key)
    return { ...run, state: now ? 'running' : run.state, ...(now ? { atWork: now } : {}) }
  })
  const recorded = recordedExecutions(paths)
  const details = runs.map((run) => runDetails(paths, run, recorded.get(run.key)))
  const seedPaths = new Set(metrics.flatMap(({ seed }) => seed?.path ?? []))
  const placed = {
    places: new Map(metrics.map(({ task, name }, place) => [`${task}/${name}`, place])),
    keys: metrics.map(({ key }) => key),
  }
  const made = await outputsOf(paths, paper === undefined ? tasks : [...tasks, PAPER_TASK], placed)
  const data: Omit<PageData, 'details'> = {
    title,
    tasks: plans.map((plan, index) => ({
      task: plan.task,
      notes: [
        ...states[index]!.problems,
        ...(plan.runs === null ? [awaitedWords(plan)] : []),
        ...(made.notes.get(plan.task) ?? []),
      ],
    })),
    states: STATES,
    runs: {
      task: metrics.map(({ task }) => tasks.indexOf(task)),
      name: metrics.map(({ name }) => name),
      key: metrics.map(({ key }) => key.slice(0, 12)),
      state: runs.map(({ state }) => STATES.indexOf(state as (typeof STATES)[number])),
      seed: metrics.map(({ seed }) => seed?.value ?? null),
    },
    ...configColumns(
      metrics.map(({ config }) => config),
      seedPaths,
    ),
    metrics: metricColumns(metrics.map(numbersShown)),
    notes: Object.fromEntries(
      metrics.flatMap((run, place) => {
        const note = noteOf(
          stateOf.get(`${run.task}/${run.name}`),
          run.state === 'kept' ? describeNonFinite(run.nonFinite) : undefined,
        )
        return note === undefined ? [] : [[String(place), note]]
      }),
    ),
    curves: [...new Set(details.flatMap(({ curves }) => Object.keys(curves)))],
    outputs: made.outputs,
  }
  return {
    data,
    details,
    isAtWork: atWork.size > 0,
    plannedFrom: [...new Set(plans.flatMap(filesOfPlan))],
    isPlanned: plans.every(({ problems }) => problems.length === 0),
  }
}

function noteOf(state: RunState | undefined, odd: string | undefined): string | undefined {
  const why = state && reasonOf(state)
  return [why, odd].filter((one) => one !== undefined).join('; ') || undefined
}

async function outputsOf(
  paths: WorkspacePaths,
  tasks: readonly string[],
  placed: PlacedRuns,
): Promise<{ readonly outputs: OutputOnPage[]; readonly notes: ReadonlyMap<string, readonly string[]> }> {
  const { outputs, problems } = await readOutputs(paths, tasks)
  const notes = new Map<string, string[]>()
  const say = (task: string, note: string): void => void notes.set(task, [...(notes.get(task) ?? []), note])
  for (const { message, path } of problems) say(tasks[0]!, [message, path].filter(Boolean).join(' → at '))
  for (const { at, problem } of await changedSince(paths)) {
    const task = tasks.find((name) => at.split(/[/.]/).includes(name))
    if (task !== undefined) say(task === PAPER_TASK ? tasks[0]! : task, `${at}: ${problem}`)
  }
  return { outputs: outputs.map((output) => outputOnPage(paths, output, placed)), notes }
}
