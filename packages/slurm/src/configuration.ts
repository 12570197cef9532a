import {
  aBlockWith,
  aCount,
  aListOf,
  aSwitch,
  ProblemsError,
  setting,
  type Problem,
  type Setting,
} from 'bocas/internal/light'
import type { EngineConfiguration } from '@bocas/nx'
import { readMemory } from './memory'
import { readTime } from './time'

/** What a profile says of Slurm; all of it may differ for a task or a tactic, but what concerns the cluster as a whole. */
export interface SlurmConfiguration {
  readonly partition?: string
  readonly account?: string
  readonly qos?: string
  /** Features of nodes: `"a100|h100"`. */
  readonly constraint?: string
  /** The limit of the job, as `sbatch --time` takes it: `"30"` (minutes), `"12:00:00"`, `"2-00:00:00"`. */
  readonly time?: string
  /** Of the whole job: `"8G"`. */
  readonly memory?: string
  readonly cpus?: number
  /** A number, or type and number: `"a100:2"`. */
  readonly gpus?: number | string
  /** Loaded by `module load`, in this order. */
  readonly modules?: readonly string[]
  /** Lines of bash before the run: `"source ~/venv/bin/activate"`. */
  readonly setup?: readonly string[]
  /** Further options of `sbatch`, one each: `"--exclusive"`. */
  readonly flags?: readonly string[]
  /** Seconds before the limit at which a run is asked to save its state. Slurm may ask up to a minute earlier. */
  readonly notice?: number
  /** By how much more a run gets each time that it is tried again. */
  readonly retry?: { readonly time?: number; readonly memory?: number }
  /** Where `sbatch` is, for `ssh`: `"me@cluster"`. Without it `sbatch` is called here. */
  readonly login?: string
  /** Further options of `ssh`. */
  readonly ssh?: readonly string[]
  /** Where the workspace is on the cluster, when not under the path that it has here. */
  readonly root?: string
  /** Node on the cluster; found by its shell unless it is said. Only with `root`. */
  readonly node?: string
  /** How many jobs of one call may be executed at the same time. */
  readonly inFlight?: number
  /** Whether Slurm may start a job again whose node was lost. It is so unless this is false. */
  readonly requeue?: boolean
  /** How often a run may go on in a job of its own after it has reached the limit of one. */
  readonly successors?: number
}

/** Type and number. */
export const GPUS = /^([A-Za-z0-9_.-]+):(\d+)$/

const matching = (what: string, pattern: RegExp): Setting =>
  setting(what, (value) => typeof value === 'string' && pattern.test(value))
const aWord = matching('one word without spaces', /^[^\s\0]+$/)
const aLine = matching('a text of one line', /^[^\0\n\r]+$/)
const aFactor = setting('a factor from 1 to 100', (value) => typeof value === 'number' && value >= 1 && value <= 100)

const SETTINGS: Readonly<Record<keyof SlurmConfiguration, Setting>> = {
  partition: aWord,
  account: aWord,
  qos: aWord,
  constraint: aLine,
  time: setting(
    'a time as sbatch takes it, "30" (minutes), "12:00:00" or "2-00:00:00"',
    (value) => typeof value === 'string' && (readTime(value) ?? 0) > 0,
  ),
  memory: setting('a size, "8G" or "500M"', (value) => typeof value === 'string' && (readMemory(value) ?? 0) > 0),
  cpus: aCount(1),
  gpus: setting('a number of GPUs, or type and number, 2 or "a100:2"', (value) =>
    typeof value === 'string' ? GPUS.test(value) : Number.isSafeInteger(value) && (value as number) >= 0,
  ),
  modules: aListOf(aWord),
  setup: aListOf(aLine),
  flags: aListOf(matching('an option with its value, such as "--nice=100"', /^-[^\0\n\r]*$/)),
  notice: aCount(),
  retry: aBlockWith({ time: aFactor, memory: aFactor }),
  // What begins with a dash would be an option of ssh.
  login: matching('a host, "me@cluster"', /^[^\s\0-][^\s\0]*$/),
  ssh: aListOf(aLine),
  root: matching('an absolute path', /^\/[^\0\n\r]*$/),
  node: matching('a program, "/opt/node/bin/node"', /^[^\s\0-][^\0\n\r]*$/),
  inFlight: aCount(1),
  requeue: aSwitch,
  successors: aCount(),
}

/** What is wrong with a configuration, all of it. Paths begin at it. */
export function configurationProblems(given: EngineConfiguration): readonly Problem[] {
  const problems = aBlockWith(SETTINGS)(given, '')
  if (problems.length > 0 || given.root === undefined || given.login !== undefined) return problems
  return [
    {
      message: '`root` says where the workspace is on the cluster, and there is no `login`',
      path: 'root',
      hint: '"login": "me@cluster"; where nx is called on the cluster itself, leave `root` out',
    },
  ]
}

/** @throws ProblemsError with everything that is wrong with it. */
export function readConfiguration(given: EngineConfiguration): SlurmConfiguration {
  const problems = configurationProblems(given)
  if (problems.length > 0) throw new ProblemsError(problems)
  return given
}
