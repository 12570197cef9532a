import { formatError, isProblemsError, withCodes } from 'bocas/internal'
import { chosenEngine } from '../../engines/chosen-engine'
import { openEngine } from '../../engines/open-engine'
import { sharedFolder } from '../../engines/transport'
import { engineLauncher } from '../../host/launch/engine-launcher'
import type { Launcher } from '../../host/launch/launcher'
import { localLauncher } from '../../host/launch/local-launcher'
import type { Switches } from '../../host/outcome/switches'
import { parallelism } from '../../host/queue/parallel'
import { leaseTime } from '../../protocol/lease'
import { workerScript } from '../../plan/workers/worker-script'
import { askWhatBecomesOfJobs } from './ask-interrupted'

/** How the runs of a call are executed. */
export interface CallLauncher {
  readonly launcher: Launcher
  /** How many may be under way at once: as many as this machine takes, or as many jobs as an engine may have. */
  readonly parallel: number
  readonly threads?: number
}

interface Options {
  readonly onInterrupt: Switches['onInterrupt']
  readonly onUnfenced?: (message: string) => void
  readonly say?: (line: string) => void
}

/**
 * The launcher of a call: processes of this machine, or the engine that `BOCAS_ENGINE` or the profile names.
 *
 * @throws Error that says all that is wrong with what was asked for.
 */
export async function launcherOfCall(root: string, options: Options): Promise<CallLauncher> {
  try {
    const chosen = chosenEngine(root)
    const threads = chosen.threads === undefined ? {} : { threads: chosen.threads }
    const run = await workerScript(root, 'run-worker')
    if (chosen.name === 'local') return { launcher: localLauncher(run, options), parallel: parallelism(), ...threads }
    const engine = await openEngine(root, chosen)
    const launcher = engineLauncher({
      root,
      engine,
      chosen,
      transport: engine.transport ?? sharedFolder(root),
      scripts: { run, job: await workerScript(root, 'job-worker') },
      onInterrupt: (jobs) => askWhatBecomesOfJobs(chosen.name, jobs, options.onInterrupt),
      ...(process.env.BOCAS_LEASE && { times: { lease: leaseTime(), settle: leaseTime() } }),
      say: options.say ?? (() => undefined),
    })
    return { launcher, parallel: chosen.jobs, ...threads }
  } catch (error) {
    if (!isProblemsError(error)) throw error
    throw new Error(withCodes(formatError(error)))
  }
}
