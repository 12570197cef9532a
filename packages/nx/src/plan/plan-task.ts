import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import {
  runKeys,
  workspacePaths,
  type PinnedPackage,
  type PlannedRun,
  type Problem,
  type RunIngredients,
} from 'bocas/keys'
import { type CodeProblem } from './bundle'
import { bocasFolder } from './code-digests'
import { findDeclaredData } from './declared-data'
import { evaluateSweep } from './evaluate-sweep'
import { npmClosure, type NpmClosure } from './npm-closure'
import { readCode, type Code } from './read-code'

/** One run of a task with its identity. */
export interface KeyedRun extends PlannedRun {
  readonly key: string
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

/** All that is known about a task before anything runs. */
export interface TaskPlan {
  readonly task: string
  /** Workspace-relative, with `/`. */
  readonly root: string
  readonly problems: readonly FileProblems[]
  readonly runs: readonly KeyedRun[]
  readonly sweeps: Readonly<Record<string, readonly string[]>>
  readonly sweepFiles: readonly string[]
  readonly run: PlannedCode
  readonly figures: PlannedCode | null
  readonly data: {
    readonly declared: readonly string[]
    readonly files: readonly string[]
    readonly places: Readonly<Record<string, string>>
  }
  readonly env: readonly string[]
}

/** The code of an entry that is missing or does not load. */
export const NO_CODE: PlannedCode = {
  script: '',
  files: [],
  digests: {},
  packages: [],
  loadable: { packages: [], topLevel: [], folders: [] },
  topLevelPackages: [],
}

/** Plans the task whose sweep is at `sweepFile` (workspace-relative). Reads files, evaluates the sweep apart, runs nothing else. */
export async function planTask(root: string, sweepFile: string): Promise<TaskPlan> {
  const folder = dirname(sweepFile)
  const absolute = (name: string): string => join(root, folder, name)
  const [sweep, run, figures] = await Promise.all([
    evaluateSweep(root, join(root, sweepFile)),
    existsSync(absolute('run.ts')) ? planCode(root, absolute('run.ts'), { bocas: 'by protocol' }) : missingRun(),
    existsSync(absolute('figures.ts')) ? planCode(root, absolute('figures.ts'), { bocas: 'by content' }) : null,
  ])
  const data = await findDeclaredData(root, join(root, folder), sweep.plan.data)
  const problems: FileProblems[] = [
    { file: sweepFile, problems: [...sweep.plan.problems, ...data.problems] },
    { file: `${folder}/run.ts`, problems: run.problems },
    ...(figures ? [{ file: `${folder}/figures.ts`, problems: figures.problems }] : []),
  ].filter(({ problems }) => problems.length > 0)
  const ingredients: RunIngredients = {
    code: run.planned.digests,
    packages: run.planned.packages,
    data: data.digests,
    env: Object.fromEntries(sweep.plan.env.map((name) => [name, process.env[name] ?? null])),
  }
  const keyOf = runKeys(ingredients)
  return {
    task: basename(folder),
    root: folder,
    problems,
    runs: sweep.plan.runs.map((planned) => ({ ...planned, key: keyOf(planned.config) })),
    sweeps: Object.fromEntries(Object.entries(sweep.plan.sweeps).map(([name, { names }]) => [name, names])),
    sweepFiles: sweep.files,
    run: run.planned,
    figures: figures?.planned ?? null,
    data: { declared: sweep.plan.data, files: data.files, places: data.places },
    env: sweep.plan.env,
  }
}

/** Planned code, and what is wrong with it. */
export interface CodeOutcome {
  readonly planned: PlannedCode
  readonly problems: readonly Problem[]
}

const missingRun = (): CodeOutcome => ({
  planned: NO_CODE,
  problems: [
    { message: 'run.ts is missing', hint: 'write one beside sweep.ts: export async function run(config, ctx) { … }' },
  ],
})

/**
 * Bundles and digests one entry: `run.ts`, `figures.ts`.
 *
 * `bocas` enters a run key by its protocol version only (see PROTOCOL): an upgrade must not retrain anything. Figures are cheap and
 * show what its statistics compute, so there it counts by content like any package.
 */
export async function planCode(
  root: string,
  entry: string,
  { bocas }: { readonly bocas: 'by protocol' | 'by content' },
): Promise<CodeOutcome> {
  const outcome = await readCode(root, entry)
  if ('problems' in outcome) {
    return {
      planned: { ...NO_CODE, files: [workspaceRelative(root, entry)] },
      problems: outcome.problems.map(asProblem),
    }
  }
  const { script, files, packages } = bocas === 'by protocol' ? withoutBocas(outcome.code) : outcome.code
  const closure = npmClosure(root, packages)
  const computed = files.flatMap(({ file, computedImports }) =>
    computedImports.map((found) => ({
      message: `${workspaceRelative(root, file)}: the path of \`${found.code}\` is computed, so what it loads is not in the run key`,
      hint: 'write the path out, or begin it with a literal folder as in import(`./tactics/${name}.ts`): then every file that it can mean is known',
    })),
  )
  return {
    planned: {
      script,
      files: files.map(({ file }) => workspaceRelative(root, file)).filter((file) => !file.startsWith('..')),
      digests: Object.fromEntries(files.map(({ id, digest }) => [id, digest])),
      packages: closure.packages,
      loadable: npmClosure(root, outcome.code.packages),
      topLevelPackages: closure.topLevel,
    },
    problems: computed,
  }
}

function withoutBocas({ script, files, packages }: Code): Code {
  const own = bocasFolder() + sep
  return {
    script,
    files: files.filter(({ file }) => !file.startsWith(own)),
    packages: packages.filter(({ name, importer }) => name !== 'bocas' && !importer.startsWith(own)),
  }
}

const asProblem = ({ message, at, hint }: CodeProblem): Problem => ({
  message: at ? `${message} (${at})` : message,
  hint,
})

const workspaceRelative = (root: string, file: string): string => relative(root, file).split(sep).join('/')
