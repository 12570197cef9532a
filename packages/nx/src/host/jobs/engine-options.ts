import type { ChosenEngine } from '../../engines/chosen-engine'
import type { Engine } from '../../engines/engine'
import { openEngine } from '../../engines/open-engine'
import { sharedFolder } from '../../engines/transport'
import { workerScript } from '../../plan/workers/worker-script'
import { leaseTime, pollTime } from '../../protocol/lease'
import type { EngineLauncherOptions } from './open-job'

/**
 * What jobs are made of in a workspace, by the engine that was chosen.
 *
 * @throws ProblemsError when the engine is not installed, or its configuration is wrong.
 */
export async function engineOptions(
  root: string,
  chosen: ChosenEngine,
  {
    engine: opened,
    ...given
  }: Pick<EngineLauncherOptions, 'onInterrupt' | 'onCancel' | 'say' | 'submitsNone'> & { readonly engine?: Engine },
): Promise<EngineLauncherOptions> {
  const engine = opened ?? (await openEngine(root, chosen))
  return {
    root,
    engine,
    chosen,
    transport: engine.transport ?? sharedFolder(root),
    scripts: { run: await workerScript(root, 'run-worker'), job: await workerScript(root, 'job-worker') },
    ...given,
    times: { poll: pollTime(), ...(process.env.BOCAS_LEASE && { lease: leaseTime(), settle: leaseTime() }) },
  }
}

/** How many jobs there are at once at most: what the profile allows, or less where the engine takes less. */
export async function jobsAtOnce(
  engine: Engine,
  { jobs, configuration }: Pick<ChosenEngine, 'jobs' | 'configuration'>,
): Promise<number> {
  // An engine that does not answer says so when it is asked to take some.
  const most = (await engine.most?.(configuration).catch(() => Infinity)) ?? Infinity
  return Math.min(jobs, most)
}
