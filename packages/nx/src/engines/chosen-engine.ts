import { aBlockOf, isBlock, type Problem, setting } from 'bocas/internal/light'
import { chosenProfile, wrongProfile, type ExecutionProfile } from '../shared/profiles'
import type { EngineConfiguration } from './engine'

/** The engine of a call, and what a person says of it. */
export interface ChosenEngine {
  /** `local`: runs are processes of this machine. */
  readonly name: string
  /** The name of the profile, if one was chosen. */
  readonly profile?: string | undefined
  /** What holds for all runs. */
  readonly configuration: EngineConfiguration
  /** The same with what is said of a task and of a tactic merged into it; what is said of the tactic goes before the rest. */
  configurationOf(task: string, tactic?: string): EngineConfiguration
  /** Every part that a person has written, with its place, to be looked over. */
  readonly parts: readonly { readonly path: string; readonly configuration: EngineConfiguration }[]
  /** How many jobs it has at once at most. */
  readonly jobs: number
  /** Threads of a Python run, when the profile says how many. */
  readonly threads?: number | undefined
  /** Where folders of data lie, by their paths in the workspace. */
  readonly data?: Readonly<Record<string, string>> | undefined
}

/** Jobs at once unless a profile says how many: as many as most schedulers take of one user without a word. */
const JOBS = 1000

const PARTS = ['tasks', 'tactics'] as const

/**
 * The engine that `BOCAS_ENGINE` names, else the one of the profile, else this machine.
 *
 * @throws ProblemsError when profiles.json is wrong, or BOCAS_PROFILE names none of it.
 */
export function chosenEngine(root: string, env: NodeJS.ProcessEnv = process.env): ChosenEngine {
  const { name: profile, profile: settings } = chosenProfile(root, env)
  const name = env.BOCAS_ENGINE || settings.engine || 'local'
  const { tasks = {}, tactics = {}, ...configuration } = configured(settings, name)
  const at = `${profile}.engines.${name}`
  const problems = partProblems({ tasks, tactics }, at)
  if (problems.length > 0) throw wrongProfile(problems)
  const ofTasks = tasks as Readonly<Record<string, EngineConfiguration>>
  const ofTactics = tactics as Readonly<Record<string, EngineConfiguration>>
  const own = (parts: Readonly<Record<string, EngineConfiguration>>, key: string | undefined): EngineConfiguration =>
    key !== undefined && Object.hasOwn(parts, key) ? parts[key]! : {}
  return {
    name,
    profile,
    configuration,
    configurationOf: (task, tactic) => ({ ...configuration, ...own(ofTasks, task), ...own(ofTactics, tactic) }),
    parts: [
      { path: at, configuration },
      ...Object.entries(ofTasks).map(([key, part]) => ({ path: `${at}.tasks.${key}`, configuration: part })),
      ...Object.entries(ofTactics).map(([key, part]) => ({ path: `${at}.tactics.${key}`, configuration: part })),
    ],
    jobs: settings.jobs ?? JOBS,
    threads: settings.threads,
    data: settings.data,
  }
}

function configured({ engines = {} }: ExecutionProfile, name: string): EngineConfiguration {
  return Object.hasOwn(engines, name) ? engines[name]! : {}
}

const aPart = setting('a block { … } of what is different there', isBlock)

const partProblems = (given: Readonly<Record<(typeof PARTS)[number], unknown>>, at: string): readonly Problem[] =>
  PARTS.flatMap((part) => aBlockOf(aPart)(given[part], `${at}.${part}`))
