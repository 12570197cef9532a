import type { TargetConfiguration } from '@nx/devkit'
import { canonicalJson, sha256 } from 'bocas/internal/light'
import type { PlannedFigures } from '../plan/plan-figures'
import type { PlannedCode } from '../plan/task-plan'

export const EXECUTORS = {
  run: '@bocas/nx:run',
  /** The same for runs of a sweep that is made from results: by another name, so that Nx does not put them into the batch in which those come about. */
  runLater: '@bocas/nx:run-later',
  gather: '@bocas/nx:gather',
  figures: '@bocas/nx:figures',
  try: '@bocas/nx:try',
  paper: '@bocas/nx:paper',
  check: '@bocas/nx:check',
  types: '@bocas/nx:types',
  report: '@bocas/nx:report',
} as const

/** A task with more runs has them in several batches of Nx, as many as these say. More cost more than they save: Nx sends its whole graph to each that has something to do. */
const BATCHES = [
  { moreThan: 8_000, batches: 8 },
  { moreThan: 2_000, batches: 4 },
]

/**
 * The executor of a run, of which some names mean the same: Nx makes one batch for each name, executes batches one after the other, and keeps for each task of a
 * batch a list of all others (nx 24.0.6), which of ten thousand takes longer than to answer them. Which name a run has follows from its own: a value more in a sweep
 * moves no other run to another batch, which would move its hash of Nx. No run key knows of it.
 *
 * @param runs how many its task has.
 */
export function runExecutor(name: string, runs: number): string {
  const { batches = 1 } = BATCHES.find(({ moreThan }) => runs > moreThan) ?? {}
  const which = Number.parseInt(sha256(name).slice(0, 1), 16) % batches
  return which === 0 ? EXECUTORS.run : `${EXECUTORS.run}-${which}`
}

/** Whether an executor executes runs. */
export const isRunExecutor = (executor: string | undefined): boolean =>
  executor === EXECUTORS.runLater || /^@bocas\/nx:run(?:-\d+)?$/.test(executor ?? '')

/**
 * What a target depends on that comes after runs. Flags are handed on to the runs, which take none and refuse a misspelt one: else Nx would
 * give it to the target alone, to be refused when everything is trained.
 */
export const ITS_RUNS = { target: 'experiment', params: 'forward' } as const

/** The step before a target that needs all results of other tasks; none when it needs none. */
export const resultsOfTasks = (tasks: readonly string[]): NonNullable<TargetConfiguration['dependsOn']> =>
  tasks.length > 0 ? [{ projects: [...tasks], ...ITS_RUNS }] : []

export type Inputs = NonNullable<TargetConfiguration['inputs']>

export const runProjectName = (task: string, run: string): string => `${task}/${run}`

/** The variable that tells Nx's hash which installed packages are not as they were published: Nx does not look into `node_modules`. */
export const INSTALLED = 'BOCAS_INSTALLED'

/** Code as inputs: plain files, and the packages it imports. That there are none is said too, or Nx would hash all that is installed. */
export function codeInputs(code: PlannedCode): Inputs {
  return [
    ...code.files.map((file) => `{workspaceRoot}/${file}`),
    ...(code.packages.length + code.loadable.folders.length > 0 ? [{ env: INSTALLED }] : []),
    { externalDependencies: [...code.topLevelPackages] },
  ]
}

/** One digest of the runs that figures are drawn from, in their order. */
export const runsDigest = (
  runs: readonly { readonly task: string; readonly name: string; readonly key: string }[],
): string => sha256(runs.map(({ task, name, key }) => `${task}/${name} ${key}\n`).join(''))

/**
 * Data that figures declare and the program that draws, as inputs: their files, for `nx affected`, and what they are now, because Nx's daemon keeps a graph while
 * they change.
 */
export const figuresDataInputs = ({ data, program }: PlannedFigures): Inputs => [
  ...[...data.files, ...(program?.files ?? [])].map((file) => `{workspaceRoot}/${file}`),
  ...[data.command, program?.command].flatMap((command) => (command === undefined ? [] : [{ runtime: command }])),
]

/** Options of a target of figures that move with their code and the names of their data. Its content moves an input: a daemon keeps options. */
export const figuresDigests = (figures: PlannedFigures): { code: string; data?: readonly string[] } => ({
  code: codeDigest(figures),
  ...(figures.data.declared.length > 0 ? { data: figures.data.declared } : {}),
})

/**
 * One digest of planned code, for options that must move with it. Not with what was changed in a package in place: a daemon of Nx would not
 * notice, and its graph would be at odds with the plan for ever.
 */
export const codeDigest = ({ digests, packages }: PlannedCode): string =>
  sha256(canonicalJson({ digests, packages: packages.map(({ content: _, ...pinned }) => pinned) }))

/** The same with what was changed in a package in place, and the data of figures: to compare with what another process has planned. */
export const exactCodeDigest = ({ digests, packages, data, program }: PlannedCode & Partial<PlannedFigures>): string =>
  sha256(
    canonicalJson({
      digests,
      packages,
      ...(data && data.declared.length > 0 ? { data: data.digests } : {}),
      ...(program && { program: program.ingredients }),
    }),
  )
