import { existsSync } from 'node:fs'
import type { PaperProblem } from '@bocas/paper'
import {
  findResult,
  type OutputKind,
  PAPER_TASK,
  partsOfRunId,
  type ProvenanceFile,
  readProvenance,
  type ShownCell,
  type ShownProvenance,
  storedMetric,
  type StoredResult,
  termsOf,
  type WorkspacePaths,
} from 'bocas/internal/made'
import { exactCodeDigest, runsDigest } from '../graph/names'
import { sweepFile, taskNames } from '../plan/task-names'
import { drawnBy } from './made-places'
import { blocking, type TaskPlan } from '../plan/task-plan'
import { planPaperFigures } from '../plan/plan-paper'
import { awaitedWords, byWhatIsKnown } from '../plan/sweep/awaited-words'
import { planTask } from '../plan/plan-task'

/** Why something that was drawn does not show what there is now. */
export interface StaleOutput {
  readonly message: string
  /** Whether nobody can tell: it may well show what there is now. */
  readonly isUnknown?: boolean
  /** What it is about, by its own name; all that the figures of the task have made where it is not said. */
  readonly of?: { readonly kind: OutputKind; readonly name: string }
}

/**
 * Which figures, tables and facts were drawn by other code or from other runs than those of now, and which numbers are not those of the results that are
 * here. That the files are as they were drawn is checked by whoever builds the paper.
 *
 * @param tasks those whose things a text can name; `paper` for the `figures.ts` of the paper.
 */
export async function staleFigures(paths: WorkspacePaths, tasks: readonly string[]): Promise<PaperProblem[]> {
  const problems: PaperProblem[] = []
  for (const task of tasks)
    problems.push(
      ...(await staleOutputs(paths, task))
        // A sweep that does not load is told where its results are looked at.
        .filter(({ isUnknown }) => isUnknown !== true)
        .map(({ message }) => ({
          message,
          at: { file: paths.shown(paths.provenance(task)) },
          hints: [`draw it again: nx run ${drawnBy(paths, task)}:figures`],
        })),
    )
  return problems
}

/**
 * The same of one task, with what each is about.
 *
 * @param planOf for whoever has plans already.
 */
export async function staleOutputs(
  paths: WorkspacePaths,
  task: string,
  planOf: (task: string) => Promise<TaskPlan> = (name) => planTask(paths.root, sweepFile(paths.root, name)),
): Promise<StaleOutput[]> {
  const file = paths.provenance(task)
  // What is not there, or cannot be read, is told by the builder.
  const provenance = existsSync(file) ? await readProvenance(file).catch(() => undefined) : undefined
  if (provenance === undefined) return []
  const plans = await Promise.all(drawnOf(paths, task).map(planOf))
  const broken = plans.find((plan) => blocking(plan).length > 0)
  if (broken !== undefined)
    return [
      ...deniedByResults(paths, provenance),
      { message: `the runs of ${broken.task} cannot be planned`, isUnknown: true },
    ]
  const other = await drawnByOther(paths, task, provenance, plans)
  return other === undefined ? deniedByResults(paths, provenance) : [{ message: other }]
}

/** The tasks that figures are drawn from: those of a task from itself, those of a paper from all that are its, in the order of the graph, which is that of the files. */
function drawnOf({ root, ofPaper }: WorkspacePaths, task: string): string[] {
  if (task !== PAPER_TASK) return [task]
  const about = taskNames(root).filter((name) => ofPaper.tasks?.includes(name) ?? true)
  return about.sort((a, b) => (`${a}/` < `${b}/` ? -1 : 1))
}

async function drawnByOther(
  { root, ofPaper, figuresCode }: WorkspacePaths,
  task: string,
  { drawn }: ProvenanceFile,
  plans: readonly TaskPlan[],
): Promise<string | undefined> {
  const code = task === PAPER_TASK ? await planPaperFigures(root, ofPaper.name) : plans[0]!.figures
  const where = figuresCode(task)
  if (!code) return `the figures, tables and facts of ${task} are left from a ${where} that is no longer there`
  if (drawn === undefined) return `nothing says by which code and from which runs the figures of ${task} were drawn`
  if (drawn.code !== exactCodeDigest(code))
    return `the figures, tables and facts of ${task} were drawn by other code: ${where}, what it imports or the data that it declares has changed since`
  const { known, awaiting } = byWhatIsKnown(plans)
  if (awaiting.length > 0) {
    const waits = awaiting.map((plan) => `of ${plan.task}, ${awaitedWords(plan)}`)
    return `whether the figures, tables and facts of ${task} show the runs of now cannot be told: ${waits.join('; ')}`
  }
  const runs = known.flatMap((plan) => plan.runs.map(({ name, key }) => ({ task: plan.task, name, key })))
  if (drawn.runs !== runsDigest(runs))
    return `the figures, tables and facts of ${task} were drawn from other runs than those that the sweep has now`
  return undefined
}

/** Numbers of single runs that their results deny. A clone may lack results; what is there is read. */
function deniedByResults(paths: WorkspacePaths, { runs, facts, figures, tables, task }: ProvenanceFile): StaleOutput[] {
  const results = new Map<string, StoredResult | undefined>()
  const resultOf = (id: string): StoredResult | undefined => {
    if (!results.has(id)) results.set(id, readRecorded(paths, id, runs[id]?.key))
    return results.get(id)
  }
  const shownBy = (
    kind: 'figure' | 'table',
    made: Readonly<Record<string, { readonly cells: readonly ShownCell[] }>>,
  ): Told[] =>
    Object.entries(made).flatMap(([name, { cells }]) =>
      cells.map((cell): Told => ({
        of: { kind, name },
        words: `${name} (${[...cell.row, ...cell.column].join(', ')})`,
        shown: cell,
      })),
    )
  const outputs = [
    ...Object.entries(facts).map(([name, shown]): Told => ({
      of: { kind: 'fact', name },
      words: `the fact ${name}`,
      shown,
    })),
    ...shownBy('figure', figures),
    ...shownBy('table', tables),
  ]
  return outputs.flatMap(({ of, words, shown }) => {
    const denied = termsOf(shown).flatMap(({ metric, runs: ids, values }) =>
      metric === undefined || values.length !== ids.length
        ? []
        : ids.flatMap((id, index) => {
            const recorded = resultOf(id)
            const measured = recorded && storedMetric(recorded.artifacts, metric)
            if (measured === undefined || Object.is(measured, values[index])) return []
            return [`${words} of ${task} takes ${metric} of ${id} for ${values[index]}, and its result has ${measured}`]
          }),
    )
    return denied.slice(0, 1).map((message): StaleOutput => ({ message, of }))
  })
}

/** Something that shows numbers. */
interface Told {
  readonly of: NonNullable<StaleOutput['of']>
  readonly words: string
  readonly shown: ShownProvenance
}

/** The record of a result with that key, from its view or the store. One that is not whole is told by whoever looks at results. */
function readRecorded(paths: WorkspacePaths, id: string, key: string | undefined): StoredResult | undefined {
  if (key === undefined) return undefined
  const { task, name } = partsOfRunId(id)
  return findResult([paths.artifacts(task, name), paths.entry(key)], key)?.result
}
