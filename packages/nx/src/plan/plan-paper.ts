import { createRequire } from 'node:module'
import { existsSync, realpathSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  isInstalled,
  isUnresolved,
  PAPER_TASK,
  type PaperFolder,
  type Problem,
  suggest,
  workspacePaths,
} from 'bocas/internal/light'
import { MAIN_TEXTS } from '../shared/globs'
import type { Slip } from './slips'
import { blocking } from './task-plan'
import { npmClosure } from './packages/npm-closure'
import type { FiguresOutcome, PlannedFigures } from './plan-figures'
import { NO_CODE, type FileProblems, type KeyedRun, type PlannedCode, type TaskPlan } from './task-plan'
import { planCode, planFigures } from './plan-code'

/** All that is known about a paper before it is built. */
export interface PaperPlan extends Pick<PaperFolder, 'name' | 'folder'> {
  /** The text, relative to the folder of the paper: `main.typ`. */
  readonly main: string
  readonly tasks: readonly {
    readonly task: string
    readonly runs: readonly KeyedRun[]
    readonly sweepFiles: readonly string[]
    /** Whether the task has figures of its own. */
    readonly draws: boolean
    /** Whether its runs are known only when other tasks have their results. */
    readonly isLater: boolean
  }[]
  /** What keeps the text from being built, whatever the figures. */
  readonly textProblems: readonly FileProblems[]
  /** The `figures.ts` beside the text, for what spans tasks. */
  readonly figures: PlannedFigures | null
  readonly problems: readonly FileProblems[]
  /** The code of `@bocas/paper`. */
  readonly builder: PlannedCode
}

/**
 * Plans a paper over the planned tasks, as far as it is about them.
 *
 * @param texts the main files that there are: `paper/main.typ`.
 * @param slip why there is none.
 */
export async function planPaper(
  root: string,
  paper: PaperFolder,
  tasks: readonly TaskPlan[],
  texts: readonly string[],
  slip?: Slip,
): Promise<PaperPlan> {
  const figures = await planOwnFigures(root, paper.name)
  const own = tasks.filter(({ task }) => paper.tasks?.includes(task) ?? true)
  return {
    name: paper.name,
    folder: paper.folder,
    main: basename(texts[0] ?? MAIN_TEXTS[0]!),
    textProblems: [
      ...textProblems(paper, texts, slip),
      ...unknownTasks(
        paper,
        tasks.map(({ task }) => task),
      ),
    ],
    tasks: own.map((plan) => ({
      task: plan.task,
      // Its figures plan those anew that are not known, when it is their turn.
      runs: plan.runs ?? [],
      sweepFiles: plan.sweepFiles,
      draws: plan.figures !== null || blocking(plan).length > 0,
      isLater: plan.runs === null && blocking(plan).length === 0,
    })),
    figures: figures?.planned ?? null,
    problems:
      figures && figures.problems.length > 0
        ? [{ file: `${paper.folder}/figures.ts`, problems: figures.problems }]
        : [],
    builder: await planBuilder(root),
  }
}

function textProblems({ folder }: PaperFolder, texts: readonly string[], slip: Slip | undefined): FileProblems[] {
  if (texts.length > 1) return [{ file: folder, problems: [oneOf(texts)] }]
  return slip === undefined ? [] : [{ file: folder, problems: [slip.problem] }]
}

/** Tasks that nx.json names for a paper, and that there are not. */
function unknownTasks({ folder, tasks = [] }: PaperFolder, known: readonly string[]): FileProblems[] {
  const problems = tasks
    .filter((task) => !known.includes(task))
    .map((task) => ({
      code: 'wrong-folder' as const,
      message: `paperDir says that ${folder} is about ${task}, which is no task`,
      hint: suggest(task, known),
    }))
  return problems.length > 0 ? [{ file: 'nx.json', problems }] : []
}

const oneOf = (texts: readonly string[]): Problem => ({
  code: 'several-main-files',
  message: `a paper has one main file, and here are ${texts.join(' and ')}`,
  hint: 'keep the one that you write, and give the other another name',
})

/** The code of the `figures.ts` of a paper, by the name of its project; of the first without one. Null when it has none. */
export async function planPaperFigures(root: string, paper?: string): Promise<PlannedFigures | null> {
  return (await planOwnFigures(root, paper))?.planned ?? null
}

async function planOwnFigures(root: string, paper?: string): Promise<FiguresOutcome | null> {
  const entry = join(root, workspacePaths(root, paper).figuresCode(PAPER_TASK))
  return existsSync(entry) ? planFigures(root, entry) : null
}

/** An installed builder counts as a package, whether a lockfile lists it or not; one that is linked in as source counts file by file. */
async function planBuilder(root: string): Promise<PlannedCode> {
  let entry: string
  try {
    entry = realpathSync(createRequire(join(root, 'package.json')).resolve('@bocas/paper'))
  } catch (error) {
    if (!isUnresolved(error)) throw error
    return NO_CODE
  }
  if (isInstalled(entry)) {
    const { packages, topLevel } = npmClosure(root, [{ folder: join(root, 'node_modules', '@bocas', 'paper') }])
    return { ...NO_CODE, packages, topLevelPackages: topLevel }
  }
  return (await planCode(root, entry, { bocas: 'by content' })).planned
}
