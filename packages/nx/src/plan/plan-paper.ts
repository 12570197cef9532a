import { createRequire } from 'node:module'
import { existsSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Problem } from 'bocas/internal/light'
import { isUnresolved } from 'bocas/internal/light'
import { PAPER_FILES } from '../shared/globs'
import type { Slip } from './slips'
import { blocking } from './task-plan'
import { npmClosure } from './packages/npm-closure'
import type { FiguresOutcome, PlannedFigures } from './plan-figures'
import { NO_CODE, type FileProblems, type KeyedRun, type PlannedCode, type TaskPlan } from './task-plan'
import { planCode, planFigures } from './plan-code'

/** All that is known about the paper before it is built. */
export interface PaperPlan {
  /** The text, relative to `paper/`: `main.typ`. */
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
  /** `paper/figures.ts`, for what spans tasks. */
  readonly figures: PlannedFigures | null
  readonly problems: readonly FileProblems[]
  /** The code of `@bocas/paper`. */
  readonly builder: PlannedCode
}

/**
 * Plans `paper/` over the planned tasks.
 *
 * @param texts the main files that there are: `paper/main.typ`.
 * @param slip why there is none.
 */
export async function planPaper(
  root: string,
  tasks: readonly TaskPlan[],
  texts: readonly string[],
  slip?: Slip,
): Promise<PaperPlan> {
  const figures = await planOwnFigures(root)
  return {
    main: (texts[0] ?? PAPER_FILES[0]!).slice('paper/'.length),
    textProblems: textProblems(texts, slip),
    tasks: tasks.map((plan) => ({
      task: plan.task,
      // Its figures plan those anew that are not known, when it is their turn.
      runs: plan.runs ?? [],
      sweepFiles: plan.sweepFiles,
      draws: plan.figures !== null || blocking(plan).length > 0,
      isLater: plan.runs === null && blocking(plan).length === 0,
    })),
    figures: figures?.planned ?? null,
    problems: figures && figures.problems.length > 0 ? [{ file: 'paper/figures.ts', problems: figures.problems }] : [],
    builder: await planBuilder(root),
  }
}

function textProblems(texts: readonly string[], slip: Slip | undefined): FileProblems[] {
  if (texts.length > 1) return [{ file: 'paper', problems: [oneOf(texts)] }]
  return slip === undefined ? [] : [{ file: 'paper', problems: [slip.problem] }]
}

const oneOf = (texts: readonly string[]): Problem => ({
  message: `a paper has one main file, and here are ${texts.join(' and ')}`,
  hint: 'keep the one that you write, and give the other another name',
})

/** The code of `paper/figures.ts`; null when there is none. */
export async function planPaperFigures(root: string): Promise<PlannedFigures | null> {
  return (await planOwnFigures(root))?.planned ?? null
}

async function planOwnFigures(root: string): Promise<FiguresOutcome | null> {
  const entry = join(root, 'paper', 'figures.ts')
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
  if (entry.split(sep).includes('node_modules')) {
    const { packages, topLevel } = npmClosure(root, [{ folder: join(root, 'node_modules', '@bocas', 'paper') }])
    return { ...NO_CODE, packages, topLevelPackages: topLevel }
  }
  return (await planCode(root, entry, { bocas: 'by content' })).planned
}
