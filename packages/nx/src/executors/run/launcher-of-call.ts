import { formatError, isProblemsError, withCodes, codesOf } from 'bocas/internal/store'
import { chosenEngine } from '../../engines/chosen-engine'
import { engineOptions, jobsAtOnce } from '../../host/jobs/engine-options'
import type { OtherEngines } from '../../host/jobs/jobs-elsewhere'
import { engineLauncher } from '../../host/launch/engine-launcher'
import type { Launcher } from '../../host/launch/launcher'
import { localLauncher } from '../../host/launch/local-launcher'
import type { Switches } from '../../host/outcome/switches'
import { parallelism } from '../../host/queue/parallel'
import { workerScript } from '../../plan/workers/worker-script'
import { askWhatBecomesOfJobs } from './ask-interrupted'
import { cancelAfterwards } from './cancel-afterwards'
import { otherEngines } from './other-engines'

/** How the runs of a call are executed. */
export interface CallLauncher {
  readonly launcher: Launcher
  /** How many may be under way at once: as many as this machine takes, or as many jobs as an engine may have. */
  readonly parallel: number
  readonly threads?: number | undefined
  readonly others: OtherEngines
  /** No run is executed any more. */
  close(): Promise<void>
}

export interface Options {
  readonly onInterrupt: Switches['onInterrupt']
  readonly onUnfenced?: ((message: string) => void) | undefined
  readonly say?: ((line: string) => void) | undefined
}

/**
 * The launcher of a call: processes of this machine, or the engine that `BOCAS_ENGINE` or the profile names.
 *
 * @throws Error that says all that is wrong with what was asked for.
 */
export async function launcherOfCall(root: string, options: Options): Promise<CallLauncher> {
  try {
    const chosen = chosenEngine(root)
    const others = otherEngines(root, chosen.name, options)
    const call = { threads: chosen.threads, others }
    if (chosen.name === 'local') {
      const launcher = localLauncher(await workerScript(root, 'run-worker'), options)
      return { launcher, parallel: parallelism(), ...call, close: others.close }
    }
    const given = await engineOptions(root, chosen, {
      onInterrupt: (jobs) => askWhatBecomesOfJobs(chosen.name, jobs, options.onInterrupt),
      onCancel: () => cancelAfterwards(root),
      say: options.say ?? (() => undefined),
    })
    const launcher = engineLauncher(given)
    const close = async (): Promise<void> => void (await Promise.all([launcher.close?.(), others.close()]))
    return { launcher, parallel: await jobsAtOnce(given.engine, chosen), ...call, close }
  } catch (error) {
    if (!isProblemsError(error)) throw error
    throw new Error(withCodes(formatError(error), codesOf(error)))
  }
}
