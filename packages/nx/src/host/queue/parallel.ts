import { availableParallelism } from 'node:os'

/** How many runs at once: `BOCAS_PARALLEL`, else `--parallel` or nx.json's `parallel` (the plugin's hook brings them), else one per core. */
export function parallelism(env: NodeJS.ProcessEnv = process.env): number {
  const asked = Number.parseInt(env.BOCAS_PARALLEL || env.BOCAS_NX_PARALLEL || '', 10)
  return asked >= 1 ? asked : availableParallelism()
}
