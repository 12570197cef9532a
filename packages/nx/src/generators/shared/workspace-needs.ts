import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  addDependenciesToPackageJson,
  readJson,
  readNxJson,
  updateNxJson,
  writeJson,
  type GeneratorCallback,
  type Tree,
} from '@nx/devkit'
import { HERE } from '../../here'

export const PLUGIN = '@bocas/nx'

/** How Nx behaves in a workspace that has nothing of its own to say about it: it sends nothing anywhere and advertises nothing. */
const NX_SETTINGS = {
  // A changed lockfile affects the projects that use what changed, not all of them.
  pluginsConfig: { '@nx/js': { projectsAffectedByDependencyUpdates: 'auto' } },
  analytics: false,
  neverConnectToCloud: true,
} as const

/**
 * Enters the plugin in nx.json, and makes that file where it is missing: without it Nx knows no plugin and finds no project.
 *
 * @param settings whether `NX_SETTINGS` are entered as well, each where it is not set yet; a new file has them always.
 */
export function enterPlugin(tree: Tree, { settings = false }: { readonly settings?: boolean | undefined } = {}): void {
  if (!tree.exists('nx.json')) {
    const $schema = './node_modules/nx/schemas/nx-schema.json'
    writeJson(tree, 'nx.json', { $schema, plugins: [PLUGIN], ...NX_SETTINGS })
    return
  }
  const nxJson = readNxJson(tree) ?? {}
  const plugins = nxJson.plugins ?? []
  const isEntered = plugins.some((plugin) => (typeof plugin === 'string' ? plugin : plugin.plugin) === PLUGIN)
  const isConnected = nxJson.nxCloudId !== undefined || nxJson.nxCloudAccessToken !== undefined
  const missing = settings && !isConnected ? { ...NX_SETTINGS, ...nxJson } : nxJson
  if (isEntered && Object.keys(missing).length === Object.keys(nxJson).length) return
  updateNxJson(tree, { ...missing, plugins: isEntered ? plugins : [...plugins, PLUGIN] })
}

/** What has to be installed, by name: our own packages under the version of this one, tools under the versions it was tested with. */
export interface Needs {
  /** What is imported by code that runs. */
  readonly imported: readonly string[]
  readonly tools?: readonly string[]
}

/** Enters in package.json what is missing; entries that are there stay as they are. */
export function addNeeds(tree: Tree, { imported, tools = [] }: Needs): GeneratorCallback {
  const listed = listedIn(tree)
  const rangeOf = (name: string): string => {
    // The parts of Nx go by one version.
    const nx = name === '@nx/devkit' ? /\d+/.exec(listed.get('nx') ?? '') : null
    return nx ? `^${nx[0]}.0.0` : (VERSIONS[name] ?? `^${ownVersion()}`)
  }
  const missing = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.filter((name) => !listed.has(name)).map((name) => [name, rangeOf(name)]))
  const [dependencies, devDependencies] = [missing(imported), missing(tools)]
  if (Object.keys({ ...dependencies, ...devDependencies }).length === 0) return () => undefined
  return addDependenciesToPackageJson(tree, dependencies, devDependencies)
}

interface Manifest {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

function listedIn(tree: Tree): ReadonlyMap<string, string> {
  const { dependencies, devDependencies } = readJson<Manifest>(tree, 'package.json')
  return new Map(Object.entries({ ...dependencies, ...devDependencies }))
}

/** Our packages are released together. */
function ownVersion(): string {
  return (JSON.parse(readFileSync(join(HERE, '..', 'package.json'), 'utf8')) as Manifest).version!
}

/** The tools of others that a workspace is given, at the versions with which this repository tests; a test holds them to its package.json. */
export const VERSIONS: Readonly<Record<string, string>> = {
  '@nx/devkit': '^24.0.0',
  '@types/node': '^20.19.0',
  nx: '24.0.6',
  typescript: '~5.9.3',
}
