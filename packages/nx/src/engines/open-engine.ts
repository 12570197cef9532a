/* eslint-disable @typescript-eslint/no-require-imports -- An engine is loaded by the first call that has jobs for it: every call of Nx waits for what this one loads. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { isUnresolved, pathBelow, ProblemsError, suggest } from 'bocas/internal/light'
import { withoutSecrets } from '../shared/secrets'
import type * as Commands from './commands/commands-engine'
import type * as Ssh from './ssh/ssh-engine'
import type { ChosenEngine } from './chosen-engine'
import type { Engine, EngineModule } from './engine'
import { openLogin } from './login/login'
import { wrongProfile } from '../shared/profiles'

/** Engines that come with this package, beside `local`. */
const OWN: Readonly<Record<string, () => EngineModule>> = {
  commands: (): typeof Commands => require('./commands/commands-engine'),
  ssh: (): typeof Ssh => require('./ssh/ssh-engine'),
}

/** Words that `BOCAS_ENGINE` takes without a package of that name. */
export const ENGINES: readonly string[] = ['local', ...Object.keys(OWN)]

/**
 * Makes the engine that was chosen.
 *
 * @throws ProblemsError when there is no such engine, or what profiles.json says of it is wrong: all of that at once.
 */
export async function openEngine(root: string, chosen: ChosenEngine): Promise<Engine> {
  const { name, profile, configuration } = chosen
  const engine = Object.hasOwn(OWN, name) ? OWN[name]!() : load(root, name)
  const problems = chosen.parts.flatMap(({ path, configuration: part }) =>
    (engine.configurationProblems?.(part) ?? []).map((problem) => ({
      ...problem,
      path: pathBelow(path, problem.path),
    })),
  )
  if (problems.length > 0) throw wrongProfile(problems)
  return engine.createEngine({
    root,
    profile,
    configuration,
    env: withoutSecrets(process.env),
    openLogin: (options) => openLogin(root, options),
  })
}

/** The package of that name, as it is installed in the workspace. */
function load(root: string, name: string): EngineModule {
  const wanted = `@bocas/${name}`
  const refusal = (message: string, hint: string): ProblemsError =>
    new ProblemsError({ code: 'unknown-engine', message, hint })
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw refusal(`BOCAS_ENGINE is '${name}', which names no engine`, suggest(name, [...ENGINES, 'slurm']))
  let found: Partial<EngineModule>
  try {
    found = createRequire(join(root, 'package.json'))(wanted) as Partial<EngineModule>
  } catch (error) {
    // The package may be there, and what it needs is not.
    if (!isUnresolved(error) || !(error as Error).message.includes(`'${wanted}'`)) throw error
    throw refusal(
      `BOCAS_ENGINE is '${name}', and ${wanted} is not installed`,
      `npm install ${wanted}; without a package: ${suggest(name, ENGINES)}`,
    )
  }
  if (typeof found.createEngine === 'function') return found as EngineModule
  throw refusal(`${wanted} is no engine`, 'it exports no function `createEngine`')
}
