import { join } from 'node:path'
import { knownKeys, type KnownKeys, withoutUndefined } from 'bocas/internal/store'
import { bocasFolder } from '../../plan/code/code-digests'
import type { PlannedProgram } from '../../plan/program/plan-program'
import type { KeyedRun, KnownPlan } from '../../plan/task-plan'
import type { RunSpecification } from '../../protocol/run-specification'
import type { UpstreamRun } from '../../shared/upstream'
import { codeStateOf } from './code-state'

/** One run that somebody wants done. */
export interface WantedRun {
  readonly plan: KnownPlan
  readonly run: KeyedRun
}

/** What a worker is given for a run. */
export function specification(
  { plan, run }: WantedRun,
  root: string,
  work: string,
  into: RunSpecification['into'],
): RunSpecification {
  const upstream = upstreamOf(plan, run.taken)
  const { timeout, memory, stall } = plan.limits
  return withoutUndefined({
    format: 1 as const,
    task: plan.task,
    name: run.name,
    key: run.key,
    config: run.config,
    known: knownOf(plan, run),
    seed: run.seed,
    bundle: plan.run.script,
    data: plan.data.places,
    dataFiles: plan.data.contents,
    program: plan.program ? programPlace(join(root, plan.root), plan.program) : undefined,
    taken: run.taken && givenResults(run.taken),
    upstream: upstream.length > 0 ? upstream : undefined,
    packages: [...new Set(plan.run.loadable.packages.map(({ name }) => name))],
    programs: plan.limits.programs,
    secrets: plan.limits.secrets,
    ingredients: run.ingredients ?? plan.ingredients,
    code: codeStateOf(root, plan),
    demand: plan.limits.resources,
    limits: { timeout, memory, stall },
    root,
    work,
    into,
  })
}

const known = new WeakMap<KnownPlan, KnownKeys>()

/** What the runs of a task may ask their configs for. A try is no run of it: what its config has beside is asked for as well. */
function knownOf(plan: KnownPlan, run: KeyedRun): KnownKeys {
  if (!plan.runs.includes(run)) return knownKeys([run.config, ...plan.runs.map(({ config }) => config)])
  if (!known.has(plan)) known.set(plan, knownKeys(plan.runs.map(({ config }) => config)))
  return known.get(plan)!
}

/** The runs whose results go into a run: those that it takes, and all that its sweep was made from. */
const upstreamOf = (plan: KnownPlan, taken: KeyedRun['taken'] = {}): UpstreamRun[] => [
  ...Object.entries(taken).map(([as, { task, name, key }]): UpstreamRun => ({ task, run: name, key, as })),
  ...plan.upstream
    .filter(({ task }) => plan.madeFrom.includes(task))
    // Those of a sweep that is known were known before.
    .flatMap(({ task, runs }) => (runs ?? []).map(({ name, key }): UpstreamRun => ({ task, run: name, key }))),
]

/** Who asks for a specification has found them. */
const givenResults = (taken: NonNullable<KeyedRun['taken']>): NonNullable<RunSpecification['taken']> =>
  Object.fromEntries(
    Object.entries(taken).map(([path, { task, name, key, found }]) => [path, { task, name, key, ...found! }]),
  )

/** What a worker needs to know of a program to start it. */
export function programPlace(
  folder: string,
  { declaration, contents }: PlannedProgram,
): NonNullable<RunSpecification['program']> {
  const inputs = contents.map(({ file, sha256 }) => ({ file, sha256 }))
  return { declaration, folder, python: join(bocasFolder(), 'python'), inputs }
}
