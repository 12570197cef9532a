import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  addDependenciesToPackageJson,
  readJson,
  readNxJson,
  updateNxJson,
  type GeneratorCallback,
  type Tree,
} from '@nx/devkit'

const PLUGIN = '@bocas/nx'

/** What a task imports. */
const IMPORTED = ['bocas', '@bocas/figures']

/** Enters the plugin in nx.json and what tasks import in package.json, where they are missing; entries that are there stay as they are. */
export function meetNeeds(tree: Tree): GeneratorCallback {
  enterPlugin(tree)
  const missing = IMPORTED.filter((name) => !depends(tree, name))
  if (missing.length === 0) return () => undefined
  // Our packages are released together, under one version.
  const range = `^${ownVersion()}`
  return addDependenciesToPackageJson(tree, Object.fromEntries(missing.map((name) => [name, range])), {})
}

function enterPlugin(tree: Tree): void {
  const nxJson = readNxJson(tree) ?? {}
  const plugins = nxJson.plugins ?? []
  if (plugins.some((plugin) => (typeof plugin === 'string' ? plugin : plugin.plugin) === PLUGIN)) return
  updateNxJson(tree, { ...nxJson, plugins: [...plugins, PLUGIN] })
}

interface Manifest {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

function depends(tree: Tree, name: string): boolean {
  const { dependencies, devDependencies } = readJson<Manifest>(tree, 'package.json')
  return name in { ...dependencies, ...devDependencies }
}

function ownVersion(): string {
  const file = createRequire(__filename).resolve('../../../package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as Manifest).version!
}
