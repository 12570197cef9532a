import type { PreTasksExecution } from '@nx/devkit'

/**
 * Carries `--parallel` to the host: Nx keeps the flag to itself, but environment variables that this hook sets reach the process that
 * executes runs.
 */
export const preTasksExecution: PreTasksExecution = async (_options, { argv, nxJsonConfiguration }) => {
  // Set on every call, also to nothing: under the daemon this process, and its environment, outlive the call.
  process.env.BOCAS_NX_PARALLEL = String(parallelFlag(argv) ?? nxJsonConfiguration?.parallel ?? '')
}

/** The last `--parallel`, `--parallel=4` or `--parallel 4` of a command line; as in Nx, alone it means 3 and `false` means 1. */
export function parallelFlag(argv: readonly string[]): number | undefined {
  let asked: number | undefined
  argv.forEach((arg, index) => {
    const [flag, inline] = arg.split('=', 2) as [string, string | undefined]
    if (flag !== '--parallel' && flag !== '--maxParallel' && flag !== '--max-parallel') return
    const value = inline ?? (/^(\d+|true|false)$/.test(argv[index + 1] ?? '') ? argv[index + 1]! : 'true')
    asked =
      value === 'true' || value === ''
        ? (asked ?? 3)
        : value === 'false'
          ? 1
          : Math.max(1, Number.parseInt(value, 10) || 1)
  })
  return asked
}
