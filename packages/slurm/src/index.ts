import type { Engine, EngineOptions, EngineTools } from '@bocas/nx'
import { readConfiguration } from './configuration'
import { localShell, loginShell } from './shell'
import { slurmEngine } from './slurm-engine'

export { configurationProblems, type SlurmConfiguration } from './configuration'

/**
 * Slurm, from its login node or by `ssh`.
 *
 * @throws ProblemsError with everything that is wrong with the configuration.
 */
export function createEngine({ configuration, env, openLogin }: EngineOptions & EngineTools): Engine {
  const { login: host, ssh: options, root, node = 'node', inFlight } = readConfiguration(configuration)
  if (host === undefined) return slurmEngine({ shell: localShell(env), where: 'this machine', inFlight })
  const login = openLogin({
    host,
    options,
    ...(root !== undefined && { there: { root: root.replace(/\/+$/, '') || '/', node } }),
  })
  return slurmEngine({ shell: loginShell(login), where: host, login, inFlight })
}
