import { aBlockOf, aBlockWith, aCount, aText, setting, type Problem } from 'bocas/internal/light'
import { wrongProfile } from '../../shared/profiles'
import type { EngineConfiguration } from '../engine'

/** What is said of one host. */
export interface HostSettings {
  /** How many runs it executes at once. */
  readonly slots: number
  /** The workspace there. */
  readonly root: string
  /** Node there. */
  readonly node: string
}

/** What a person says of the engine `ssh`. */
export interface SshSettings {
  readonly hosts: Readonly<Record<string, HostSettings>>
  /** A configuration file of ssh, in the place of the user's own. */
  readonly config?: string
}

const aFolder = setting('an absolute path', (value) => typeof value === 'string' && value.startsWith('/'))
/** Not one that ssh would take for an option. */
const isHostName = (name: string): boolean => /^[A-Za-z0-9_][A-Za-z0-9._@:-]*$/.test(name)

const SETTINGS = aBlockWith({
  hosts: aBlockOf(aBlockWith({ slots: aCount(1), root: aFolder, node: aText })),
  root: aFolder,
  node: aText,
  config: aText,
})

/** What is wrong with it, all of it. */
export function configurationProblems(configuration: EngineConfiguration): readonly Problem[] {
  const problems = SETTINGS(configuration, '')
  if (problems.length > 0) return problems
  const { hosts = {} } = configuration as { hosts?: Readonly<Record<string, unknown>> }
  return Object.keys(hosts)
    .filter((name) => !isHostName(name))
    .map((name) => ({
      message: `${JSON.stringify(name)} is no name of a host`,
      path: 'hosts',
      hint: 'as `ssh` takes it: gpu1, ada@gpu1.example.org',
    }))
}

/**
 * The settings with what is not said filled in.
 *
 * @throws ProblemsError when there is no host, or no root for one.
 */
export function sshSettings(configuration: EngineConfiguration): SshSettings {
  const {
    hosts = {},
    root,
    node = 'node',
    config,
  } = configuration as {
    readonly hosts?: Readonly<Record<string, Partial<HostSettings>>>
    readonly root?: string
    readonly node?: string
    readonly config?: string
  }
  const names = Object.keys(hosts)
  const problems: Problem[] = names
    .filter((name) => (hosts[name]!.root ?? root) === undefined)
    .map((name) => ({
      message: `it is not said where the workspace is on ${name}`,
      path: `engines.ssh.hosts.${name}.root`,
      hint: '"root": "/home/ada/paper", of the host or of all of them',
    }))
  if (names.length === 0)
    problems.push({
      message: 'the engine `ssh` has no hosts',
      path: 'engines.ssh.hosts',
      hint: 'in profiles.json: { "lab": { "engine": "ssh", "engines": { "ssh": { "root": "/home/ada/paper", "hosts": { "gpu1": { "slots": 2 } } } } } }',
    })
  if (problems.length > 0) throw wrongProfile(problems)
  return {
    hosts: Object.fromEntries(names.map((name) => [name, { slots: 1, root: root!, node, ...hosts[name] }] as const)),
    ...(config !== undefined && { config }),
  }
}
