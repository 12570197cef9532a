import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import {
  ROLES_BY_CONVENTION,
  runKeys,
  type Limits,
  type MetricRoles,
  type PinnedPackage,
  type PlannedRun,
  type Problem,
  type RunIngredients,
} from 'bocas/keys'
import { type CodeProblem } from './code/bundle'
import { bocasFolder } from './code/code-digests'
import type { DataFile } from '../shared/data-files'
import { findDeclaredData, type DeclaredData } from './data/declared-data'
import { evaluateWithResults, type Awaits } from './sweep/evaluate-with-results'
import type { HiddenImport } from './code/hidden-imports'
import { npmClosure, packagePlace, type NpmClosure } from './packages/npm-closure'
import { withFiguresData, type FiguresOutcome, type PlannedFigures } from './plan-figures'
import { planProgram, type PlannedProgram } from './program/plan-program'
import type { LookFor, Planning } from './planning'
import { readCode, type Code } from './code/read-code'
import { readDeclaration } from './program/read-declaration'
import { seenData } from './data/seen-data'
import { findTakenRuns, lookInStore, settle, type TakenResult, type TakenRun } from './sweep/taken-results'

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
interface TaskFacts {
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

/** Planning in which no task is planned yet. */
export const newPlanning = (lookFor?: LookFor): Planning => ({ above: [], done: new Map(), planTask, lookFor })

/** Plans the task whose sweep is at `sweepFile` (workspace-relative). Reads files, evaluates the sweep apart, runs nothing else. */
export async function planTask(root: string, sweepFile: string, planning = newPlanning()): Promise<TaskPlan> {
  const folder = dirname(sweepFile)
  const task = basename(folder)
  const absolute = (name: string): string => join(root, folder, name)
  const lookFor = planning.lookFor ?? lookInStore(root)
  const [sweep, run, figures] = await Promise.all([
    evaluateWithResults(root, join(root, sweepFile), task, lookFor, planning),
    existsSync(absolute('run.ts')) ? planCode(root, absolute('run.ts'), { bocas: 'by protocol' }) : missingRun(),
    existsSync(absolute('figures.ts')) ? planFigures(root, absolute('figures.ts')) : null,
  ])
  const seen = seenData(root, join(root, folder), run.code?.files ?? [])
  const declared = [...new Set([...sweep.plan.data, ...seen])]
  const data = await findDeclaredData(root, join(root, folder), declared)
  const program = run.code ? await findProgram(root, join(root, folder), run.code) : NO_PROGRAM
  const unsettled = sweep.plan.runs.map((planned): KeyedRun => ({ ...planned, key: '' }))
  const takesAt = sweep.plan.takes ?? []
  const taken = await findTakenRuns(root, { task, runs: unsettled, takes: takesAt }, planning)
  const problems: FileProblems[] = [
    { file: sweepFile, problems: [...sweep.plan.problems, ...data.problems, ...taken.problems] },
    {
      file: `${folder}/run.ts`,
      problems: [...run.problems, ...program.problems],
    },
    ...(figures ? [{ file: `${folder}/figures.ts`, problems: figures.problems }] : []),
  ].filter(({ problems }) => problems.length > 0)
  const ingredients: RunIngredients = {
    code: run.planned.digests,
    packages: run.planned.packages,
    data: data.digests,
    env: Object.fromEntries(sweep.plan.env.map((name) => [name, process.env[name] ?? null])),
    ...(program.program ? { program: program.program.ingredients } : {}),
  }
  const keyOf = runKeys(ingredients)
  const awaits = [...sweep.awaits, ...taken.awaits]
  const keyed = await Promise.all(
    taken.runs.map(async (run) =>
      run.takes ? settle(run, ingredients, lookFor, keyOf) : { ...run, key: keyOf(run.config, run.seed) },
    ),
  )
  const facts: TaskFacts = {
    task,
    root: folder,
    problems,
    sweepFiles: sweep.files,
    run: withData(run.planned, data),
    program: program.program ?? null,
    figures: figures?.planned ?? null,
    data: { declared, files: data.files, places: data.places, contents: data.contents },
    env: sweep.plan.env,
    metrics: sweep.plan.metrics,
    limits: sweep.plan.limits,
    ingredients,
    takesAt,
    upstream: [...new Map([...sweep.made, ...taken.upstream].map((plan) => [plan.task, plan])).values()],
    madeFrom: sweep.made.map((plan) => plan.task),
  }
  const [first, ...others] = awaits
  if (first) return { ...facts, runs: null, sweeps: null, awaits: [first, ...others] }
  const sweeps = Object.entries(sweep.plan.sweeps).map(([name, { names }]) => [name, names] as const)
  return { ...facts, runs: keyed, sweeps: Object.fromEntries(sweeps), awaits: [] }
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

const NO_PROGRAM: Awaited<ReturnType<typeof planProgram>> = { problems: [] }

/** What `run.ts` declares when its run is a program. */
async function findProgram(root: string, taskFolder: string, code: Code): Promise<typeof NO_PROGRAM> {
  const { declaration, problems } = await readDeclaration(root, code)
  return declaration ? planProgram(root, taskFolder, declaration) : { problems }
}

/** Packages that data is read from must be what the lockfile says, like those that are loaded. */
function withData(code: PlannedCode, { packages }: DeclaredData): PlannedCode {
  const folders = [...code.loadable.folders, ...packages]
  return { ...code, loadable: { ...code.loadable, folders } }
}

/** Plans a `figures.ts`, of a task or of the paper. */
export const planFigures = async (root: string, entry: string): Promise<FiguresOutcome> =>
  withFiguresData(root, entry, await planCode(root, entry, { bocas: 'by content' }))

/** Planned code, and what is wrong with it. */
export interface CodeOutcome {
  readonly planned: PlannedCode
  /** As it was read; missing when it does not load. */
  readonly code?: Code
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
  // Other packages, such as @bocas/tfjs, depend on it as well.
  const closure = npmClosure(root, packages, bocas === 'by protocol' ? { without: 'bocas' } : {})
  const given = versionsGiven(root, packages, closure)
  const hidden = files.flatMap(({ file, hiddenImports }) =>
    hiddenImports.map((found) => hiddenProblem(workspaceRelative(root, file), found)),
  )
  const refused = files.flatMap(({ file, refusedNames = [] }) =>
    refusedNames.map((found) => nameRefused(workspaceRelative(root, file), found)),
  )
  return {
    planned: {
      script,
      files: files.map(({ file }) => workspaceRelative(root, file)).filter((file) => !file.startsWith('..')),
      digests: byId(files.map(({ id, digest, file }) => [id, withVersions(digest, given.get(file) ?? [])])),
      packages: closure.packages,
      loadable: npmClosure(root, outcome.code.packages),
      topLevelPackages: closure.topLevel,
    },
    code: outcome.code,
    problems: [...hidden, ...refused],
  }
}

/** Two sources that are linked in from elsewhere can have one name: then it stands for both. */
function byId(digests: readonly (readonly [id: string, digest: string])[]): Record<string, string> {
  const all: Record<string, string> = {}
  for (const [id, digest] of digests) all[id] = id in all ? [all[id], digest].sort().join(', ') : digest
  return all
}

/** By importing file: which version it is given of each package, as sorted `name@version`. */
function versionsGiven(root: string, packages: Code['packages'], { folders }: NpmClosure): Map<string, string[]> {
  const versions = new Map(folders.map(({ folder, version }) => [folder, version]))
  const given = new Map<string, string[]>()
  for (const { importer, name, folder } of packages) {
    const version = versions.get(packagePlace(root, folder)) ?? 'unversioned'
    given.set(importer, [...(given.get(importer) ?? []), `${name}@${version}`].sort())
  }
  return given
}

/** The digest of a file's code, and after it which versions it is given: told apart, so that a bump is not taken for an edit. */
const withVersions = (digest: string, given: readonly string[]): string => [digest, ...given].join(' ')

function nameRefused(file: string, { name, problem, line }: RefusedNames[number]): Problem {
  const at = line === undefined ? '' : `:${line}`
  return {
    message: `${file}${at}: run returns \`${name}\`, and no result can have it: ${problem}`,
    hint: 'give that artifact another name: it would be refused when the run has ended',
  }
}

type RefusedNames = NonNullable<Code['files'][number]['refusedNames']>

function hiddenProblem(file: string, { kind, code }: HiddenImport): Problem {
  return kind === 'computed path'
    ? {
        message: `${file}: the path of \`${code}\` is computed, so what it loads is not in the run key`,
        hint: 'write the path out, or begin it with a literal folder as in import(`./tactics/${name}.ts`): then every file that it can mean is known',
      }
    : {
        message: `${file}: \`${code}\` starts a thread whose code is not in the run key`,
        hint: 'compute in the run itself: bocas executes several runs at the same time, each in a process of its own',
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
