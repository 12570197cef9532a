import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { runKeys, type RunIngredients } from 'bocas/internal/light'
import { findDeclaredData, type DeclaredData } from './data/declared-data'
import { evaluateWithResults } from './sweep/evaluate-with-results'
import { planProgram } from './program/plan-program'
import type { LookFor, Planning } from './planning'
import { type Code } from './code/read-code'
import { readDeclaration } from './program/read-declaration'
import { seenData } from './data/seen-data'
import { findTakenRuns, lookInStore, settle } from './sweep/taken-results'
import { NO_CODE, type FileProblems, type KeyedRun, type PlannedCode, type TaskFacts, type TaskPlan } from './task-plan'
import { planCode, planFigures, type CodeOutcome } from './plan-code'

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

const missingRun = (): CodeOutcome => ({
  planned: NO_CODE,
  problems: [
    {
      code: 'missing-run-file',
      message: 'run.ts is missing',
      hint: 'write one beside sweep.ts: export async function run(config, ctx) { … }',
    },
  ],
})
