import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type * as Devkit from '@nx/devkit'
import type { PreTasksExecution } from '@nx/devkit'
import { canonicalJson, sha256 } from 'bocas/internal/light'
import { changedPackages } from '../plan/packages/package-content'
import { emptySelection, type SelectableProject } from './empty-selection'
import { INSTALLED } from './names'

/**
 * Sets environment variables, which reach the hashing of tasks and the process that executes runs.
 *
 * `BOCAS_NX_PARALLEL` carries `--parallel` to the host: Nx keeps the flag to itself.
 *
 * `BOCAS_INSTALLED` says which packages were changed in place, where neither Nx nor its daemon looks.
 *
 * `BOCAS_NX_CALL` differs from call to call and nothing reads it: Nx's daemon remembers what a `runtime` input printed for as long as
 * its graph and the environment are the same, so that git-ignored data could change without being noticed (seen with nx 24.0.6).
 *
 * @throws Error, which fails the call, when what it asks for selects nothing: Nx would call that a success.
 */
export const preTasksExecution: PreTasksExecution = async (_options, { argv, nxJsonConfiguration, workspaceRoot }) => {
  // Set on every call, also to nothing: under the daemon this process, and its environment, outlive the call.
  process.env.BOCAS_NX_PARALLEL = String(parallelFlag(argv) ?? nxJsonConfiguration?.parallel ?? '')
  process.env.BOCAS_NX_CALL = randomUUID()
  process.env[INSTALLED] = installed(workspaceRoot)
  const nothing = emptySelection(argv, knownProjects)
  if (nothing !== undefined) throw new Error(nothing)
}

/** Those of the graph that the call was made with. Loaded here because nearly no call asks for it. */
function knownProjects(): SelectableProject[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readCachedProjectGraph } = require('@nx/devkit') as typeof Devkit
  return Object.entries(readCachedProjectGraph().nodes).map(([name, { data }]) => ({
    name,
    tags: data.tags ?? [],
    targets: Object.keys(data.targets ?? {}),
  }))
}

/** Nothing when all packages are as they were published. */
function installed(root: string): string {
  const changed = changedPackages(root)
  return changed.length === 0 ? '' : sha256(canonicalJson(changed))
}

/**
 * What a command line and `NX_PARALLEL` say of parallelism, read as Nx does: the last flag counts, alone it means 3 (or `--maxParallel`, or
 * `NX_PARALLEL`), `false` means 1, and a percentage is of the cores.
 */
export function parallelFlag(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): number | undefined {
  const asked = lastValue(argv, ['--parallel'], '--no-parallel') ?? (env.NX_PARALLEL ? 'true' : undefined)
  if (asked === undefined) return undefined
  if (asked === 'false') return 1
  if (asked !== 'true' && asked !== '') return concurrency(asked)
  return concurrency(lastValue(argv, ['--maxParallel', '--max-parallel']) ?? (env.NX_PARALLEL || '3'))
}

/** The value of the last of these flags; `true` when it stands alone. */
function lastValue(argv: readonly string[], names: readonly string[], negation?: string): string | undefined {
  let value: string | undefined
  argv.forEach((arg, index) => {
    const [flag, inline] = arg.split('=', 2) as [string, string | undefined]
    const next = argv[index + 1]
    // A value of its own begins with a digit or is a word of yes or no; what else follows is a project or another flag.
    if (names.includes(flag)) value = inline ?? (/^(\d+%?|true|false)$/.test(next ?? '') ? next : 'true')
    if (flag === negation) value = 'false'
  })
  return value
}

function concurrency(text: string): number {
  const number = Number.parseInt(text, 10) || 1
  return Math.max(1, Math.floor(text.endsWith('%') ? (availableParallelism() * number) / 100 : number))
}
