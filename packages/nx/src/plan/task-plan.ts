import { basename, dirname } from 'path'
import type { PinnedPackage, Problem, RunIngredients } from 'bocas/internal/light'
import {
  formatProblems,
  ROLES_BY_CONVENTION,
  type Limits,
  type MetricRoles,
  type PlannedRun,
} from 'bocas/internal/light'
import type { DataFile } from '../shared/data-files'
import type { NpmClosure } from './packages/npm-closure'
import type { PlannedFigures } from './plan-figures'
import type { PlannedProgram } from './program/plan-program'
import type { Awaits } from './sweep/evaluate-with-results'
import type { TakenResult, TakenRun } from './sweep/taken-results'
import { PACKAGE_MANAGERS } from '../shared/package-managers'

/** One run of a task with its identity. */
export interface KeyedRun extends PlannedRun {
  readonly key: string
  /** Of a run that takes results of other tasks: what stands for its key before they are known. The same before and after. */
  readonly planKey?: string
  /** The runs whose results it takes, by the key path in its config. */
  readonly takes?: Readonly<Record<string, TakenRun>>
  /** Those results, by the same path. */
  readonly taken?: Readonly<Record<string, TakenResult>>
  /** What its key is made of beside the config, when that is not what the keys of all runs of its task are made of. */
  readonly ingredients?: RunIngredients
}

/** A file that does not load or validate, and why. */
export interface FileProblems {
  readonly file: string
  readonly problems: readonly Problem[]
}

/** Code that a target executes, and what it is made of. */
export interface PlannedCode {
  /** Absolute path of the bundle. Empty when there is no code. */
  readonly script: string
  /** Workspace-relative files, sorted: the inputs of the target. Source linked in from outside the workspace is not among them. */
  readonly files: readonly string[]
  /** By the name of the file in the key. */
  readonly digests: Readonly<Record<string, string>>
  readonly packages: readonly PinnedPackage[]
  /** Everything that the code can load from `node_modules`, what stays out of the key included. */
  readonly loadable: NpmClosure
  /** Packages at the top of `node_modules`, by name. */
  readonly topLevelPackages: readonly string[]
}

/** What is known about a task before anything runs, whether or not it is known which runs it has. */
export interface TaskFacts {
  readonly task: string
  /** Workspace-relative, with `/`. */
  readonly root: string
  readonly problems: readonly FileProblems[]
  readonly sweepFiles: readonly string[]
  readonly run: PlannedCode
  /** Of a run that is a program: what it is made of. */
  readonly program: PlannedProgram | null
  readonly figures: PlannedFigures | null
  readonly data: {
    readonly declared: readonly string[]
    readonly files: readonly string[]
    readonly places: Readonly<Record<string, string>>
    /** The files in the state in which they are in the keys. */
    readonly contents: readonly DataFile[]
  }
  readonly env: readonly string[]
  /** Which metrics are for choosing and which for reporting. In no key: figures are told. */
  readonly metrics: MetricRoles
  /** What a run is allowed. In no key and in no configuration of a target, so that changing it executes nothing. */
  readonly limits: Limits
  /** What the keys are made of beside the configs: kept with each result, to say later why it is stale. */
  readonly ingredients: RunIngredients
  /** The key paths at which its runs take results of other tasks. */
  readonly takesAt: readonly string[]
  /** The plans of those tasks, and of those whose results its sweep is made from. */
  readonly upstream: readonly TaskPlan[]
  /** The tasks whose results its sweep is made from. */
  readonly madeFrom: readonly string[]
}

/** The plan of a task whose runs are known. */
export interface KnownPlan extends TaskFacts {
  readonly runs: readonly KeyedRun[]
  /** The names of the runs of each sweep. */
  readonly sweeps: Readonly<Record<string, readonly string[]>>
  readonly awaits: readonly []
}

/** The plan of a task of which it cannot be known yet which runs it has: they follow from results that are not there. */
export interface AwaitingPlan extends TaskFacts {
  readonly runs: null
  readonly sweeps: null
  /** The tasks that must have their results before. */
  readonly awaits: readonly [Awaits, ...Awaits[]]
}

/** All that is known about a task before anything runs. Whoever looks at its runs has to say what becomes of one whose runs are not known. */
export type TaskPlan = KnownPlan | AwaitingPlan

/** The code of an entry that is missing or does not load. */
export const NO_CODE: PlannedCode = {
  script: '',
  files: [],
  digests: {},
  packages: [],
  loadable: { packages: [], topLevel: [], folders: [] },
  topLevelPackages: [],
}

/** The plan of a task of which nothing is known but what is wrong. */
export function unplanned(sweepFile: string, problems: readonly Problem[]): KnownPlan {
  const root = dirname(sweepFile)
  return {
    task: basename(root),
    root,
    problems: [{ file: sweepFile, problems }],
    runs: [],
    sweeps: {},
    sweepFiles: [sweepFile],
    run: NO_CODE,
    program: null,
    figures: null,
    data: { declared: [], files: [], places: {}, contents: [] },
    env: [],
    metrics: ROLES_BY_CONVENTION,
    limits: {},
    ingredients: { code: {}, packages: [], data: {}, env: {} },
    takesAt: [],
    upstream: [],
    madeFrom: [],
    awaits: [],
  }
}

/** Problems that leave no run to speak of: all but those of `figures.ts`. */
export function blocking(plan: TaskPlan): readonly FileProblems[] {
  return plan.problems.filter(({ file }) => file !== `${plan.root}/figures.ts`)
}

/** What keeps the runs of a task from being planned, ready to print; none when all is well. */
export const problemsOf = (plan: TaskPlan): string[] =>
  blocking(plan).map(({ file, problems }) => formatProblems(file, problems))

/** Where versions of packages stand. */
const LOCKFILES = Object.values(PACKAGE_MANAGERS).map(({ lockfile }) => lockfile)

/** The files that figures are drawn by and from: their code, declared data and program. */
export const filesOfFigures = (figures: PlannedFigures | null): readonly string[] =>
  [figures, figures?.data, figures?.program].flatMap((part) => part?.files ?? [])

/**
 * The files that a plan is made from, workspace-relative, with those of the tasks whose results it takes: while none of them changes, the plan is the same. Some need not
 * be there. Of a plan with problems they may not be all: what cannot be loaded says nothing of what it would import.
 */
export function filesOfPlan({ root, sweepFiles, run, program, data, figures, upstream }: TaskPlan): readonly string[] {
  return [
    ...new Set([
      ...LOCKFILES,
      ...['sweep.ts', 'run.ts', 'figures.ts'].map((name) => `${root}/${name}`),
      ...sweepFiles,
      ...[run, program ?? undefined, data].flatMap((part) => part?.files ?? []),
      ...filesOfFigures(figures),
      ...upstream.flatMap(filesOfPlan),
    ]),
  ]
}
