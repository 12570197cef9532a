import type { Engine, EngineOptions } from '@bocas/nx'
import { readConfiguration } from './configuration'
import { localShell, remoteShell } from './shell'
import { slurmEngine } from './slurm-engine'

export { configurationProblems, type SlurmConfiguration } from './configuration'

/**
 * Slurm, from its login node or by `ssh`.
 *
 * @throws ProblemsError with everything that is wrong with the configuration.
 */
export function createEngine({ configuration }: EngineOptions): Engine {
  const { login, ssh = [], inFlight } = readConfiguration(configuration)
  return login === undefined
    ? slurmEngine({ shell: localShell(process.env), where: 'this machine', inFlight })
    : slurmEngine({ shell: remoteShell(login, ssh, process.env), where: login, inFlight })
}
