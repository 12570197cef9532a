import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import type { FigureReport } from '@bocas/figures'
import type { ExecutorContext } from '@nx/devkit'
import { PAPER_TASK, readLayout, workspacePaths, type WorkspacePaths } from 'bocas/internal/store'
import type { ExpectedRun } from 'bocas/internal'
import { exactCodeDigest, figuresDigests, runsDigest } from '../../graph/names'
import { allowancesForNothing } from '../../host/outcome/allowed-for-nothing'
import { draw } from '../../host/draw/draw'
import type { ReportedHole } from '../../protocol/figure-job'
import { allowNaNOf, metricsOf, sweepsOf } from '../../host/draw/sweeps-of'
import { sayAccepted } from '../../provenance/accepted'
import { copyMade, drawnBy, placesOfTask } from '../../provenance/made-places'
import { planPaperFigures } from '../../plan/plan-paper'
import { awaitedWords, byWhatIsKnown } from '../../plan/sweep/awaited-words'
import type { PlannedFigures } from '../../plan/plan-figures'
import { newPlanning, planTask } from '../../plan/plan-task'
import { sweepFile } from '../../plan/task-names'
import { papersWith } from '../../shared/papers'
import { listWritten } from './list-written'
import type { AwaitingPlan } from '../../plan/task-plan'
import { damaged, placedRuns } from './placed-runs'

interface FiguresOptions {
  readonly task: string
  /** The paper whose own figures these are, or undefined for the first. */
  readonly paper?: string
  readonly tasks?: readonly string[]
  readonly runs?: readonly { readonly task?: string; readonly name: string; readonly key: string }[]
  /** Tasks whose runs were not known when the graph was made. */
  readonly later?: readonly string[]
  readonly code?: string
  readonly data?: readonly string[]
  readonly draft?: boolean
  readonly problems?: string
}

/** Draws the figures, tables and facts of one `figures.ts` from exactly the runs of its sweep, each checked against its key. */
export default async function figures(
  options: FiguresOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const problem = await drawAll(options, context)
  if (problem !== undefined) console.error(problem)
  return { success: problem === undefined }
}

async function drawAll(options: FiguresOptions, context: ExecutorContext): Promise<string | undefined> {
  if (options.problems !== undefined) return options.problems
  const { root } = context
  const draft = options.draft ?? false
  const tasks = options.task === PAPER_TASK ? (options.tasks ?? []) : [options.task]
  const planning = newPlanning()
  const plans = await Promise.all(tasks.map((task) => planTask(root, sweepFile(root, task), planning)))
  const code = options.task === PAPER_TASK ? await planPaperFigures(root, options.paper) : plans[0]!.figures
  const papers = papersOf(root, options)
  const name = drawnBy(papers[0]!, options.task)
  if (!code) return `${name} has no figures.ts`
  const { known, awaiting } = byWhatIsKnown(plans)
  if (awaiting.length > 0) {
    if (draft) return noDraft(papers, options.task, awaiting)
    return awaiting.map((plan) => `✖ ${plan.task}: ${awaitedWords(plan)}`).join('\n')
  }
  const places = (await Promise.all(known.map((plan) => placedRuns(root, plan)))).flat()
  const runs = places.map(({ run }) => run)
  if (!draft) {
    const refused =
      changedSince(name, options, code, runs) ?? unseen(runs, options.later ?? [], context) ?? damaged(places)
    if (refused !== undefined) return refused
  }
  const [into, ...others] = papers.map((paths) => placesOfTask(draft ? paths.drafts : paths, options.task))
  const by = { code: exactCodeDigest(code), runs: runsDigest(runs) }
  const drawn = await draw(root, code, {
    task: options.task,
    runs,
    sweeps: sweepsOf(known),
    metrics: metricsOf(known),
    allowNaN: allowNaNOf(known),
    into: into!,
    drawn: by,
    draft,
  })
  if ('problem' in drawn) return drawn.problem
  for (const other of others) copyMade(into!, other)
  report(root, drawn.report)
  if (draft) reportDraft(papers, options.task, runs.length, drawn.report.holes)
  if (!draft) for (const line of allowancesForNothing(workspacePaths(root), known, runs)) console.warn(line)
  const keyed = runs.map(({ task, name, key }) => ({ id: `${task}/${name}`, key }))
  for (const line of sayAccepted(papers[0]!, keyed)) console.log(line)
  return undefined
}

/** What is drawn now would be cached under the hash of what the graph said. */
function changedSince(
  name: string,
  { task, runs, later = [], code, data }: FiguresOptions,
  figures: PlannedFigures,
  now: readonly ExpectedRun[],
): string | undefined {
  const idOf = (run: { task?: string; name: string }): string => `${run.task ?? task}/${run.name}`
  // What was not known is not in the graph, and such figures are not cached.
  const before = (runs ?? []).map(idOf)
  const known = now.filter(({ task }) => !later.includes(task)).map(idOf)
  const planned = figuresDigests(figures)
  const same =
    code === planned.code &&
    JSON.stringify(data) === JSON.stringify(planned.data) &&
    JSON.stringify(before) === JSON.stringify(known)
  return same ? undefined : `${name}: the sweep or the figures changed while nx was at work: call nx again`
}

/** Nx's hash says nothing about runs that it was told to leave out, and it would serve these figures when they are stale. */
function unseen(
  runs: readonly ExpectedRun[],
  later: readonly string[],
  { taskGraph }: ExecutorContext,
): string | undefined {
  const idOf = ({ task, name }: ExpectedRun): string =>
    later.includes(task) ? `${task}:experiment` : `${task}/${name}:experiment`
  const missing = runs.filter((run) => taskGraph && !(idOf(run) in taskGraph.tasks))
  if (missing.length === 0) return undefined
  return (
    `${missing.length} of ${runs.length} runs are not part of this call (--excludeTaskDependencies?), so its figures could be stale\n` +
    `  → call without that flag, or draw what is there: nx run ${runs[0]!.task}:draft`
  )
}

/** Those that show what is drawn: of what spans tasks the one that is meant. */
function papersOf(root: string, { task, paper }: FiguresOptions): readonly WorkspacePaths[] {
  if (task === PAPER_TASK) return [workspacePaths(root, paper)]
  return papersWith(readLayout(root), task).map(({ name }) => workspacePaths(root, name))
}

function report(root: string, { written, notes }: FigureReport): void {
  for (const line of listWritten(written.map((file) => relative(root, file)))) console.log(line)
  for (const note of notes) console.log(`⚠ ${note}`)
}

function reportDraft(
  papers: readonly WorkspacePaths[],
  task: string,
  total: number,
  holes: readonly ReportedHole[],
): void {
  for (const { drafts } of papers) {
    const file = drafts.holes(task)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(holes) + '\n')
  }
  console.log(`${drawnBy(papers[0]!, task)}: draft of ${total - holes.length} of ${total} runs`)
  for (const hole of holes) console.log(`  — ${describe(hole)}`)
}

/** A draft of a task whose runs are not known: nothing of it, and the reason. What an earlier draft has drawn was of other runs. */
function noDraft(papers: readonly WorkspacePaths[], task: string, unknown: readonly AwaitingPlan[]): undefined {
  for (const { drafts } of papers)
    for (const place of Object.values(placesOfTask(drafts, task))) rmSync(place, { recursive: true, force: true })
  const holes = unknown.map((plan): ReportedHole => ({
    task: plan.task,
    name: '…',
    code: 'awaited',
    problem: awaitedWords(plan),
  }))
  reportDraft(papers, task, holes.length, holes)
  return undefined
}

const describe = ({ task, name, problem }: ReportedHole): string => `${task}/${name}: ${problem}`
