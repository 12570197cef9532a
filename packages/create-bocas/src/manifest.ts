import { basename, resolve } from 'node:path'
import type { Manager } from './arguments'

/** The package.json of a new repository. */
export function manifestFor({
  folder,
  version,
  manager,
  tarballs,
}: {
  readonly folder: string
  /** Of this package and all others of bocas: they are released together. */
  readonly version: string
  readonly manager: Manager
  /** The folder of tarballs that stand for packages of the registry. */
  readonly tarballs?: string | undefined
}): object {
  const range = (name: string): string => (tarballs === undefined ? `^${version}` : tarballOf(tarballs, name, version))
  const ranges = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, range(name)]))
  const devDependencies = { ...ranges(OWN.devDependencies), ...TOOLS }
  // Our packages name each other by version, which the registry does not have yet.
  const overrides = tarballs === undefined ? {} : overridesFor(manager, ranges(['bocas', '@bocas/paper']))
  return {
    name: nameFromFolder(folder),
    version: '0.0.0',
    private: true,
    dependencies: ranges(OWN.dependencies),
    devDependencies,
    ...overrides,
    // What these two do after they are installed; without a word about it npm warns at each installation.
    ...(manager === 'npm' ? { allowScripts: { esbuild: true, nx: true } } : {}),
  }
}

/** The tarballs that have to be in the folder. */
export const tarballsNeeded = (tarballs: string, version: string): string[] =>
  [...OWN.dependencies, ...OWN.devDependencies].map((name) => tarballOf(tarballs, name, version).replace(/^file:/, ''))

/** As `npm pack` names it. */
const tarballOf = (tarballs: string, name: string, version: string): string =>
  `file:${resolve(tarballs, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)}`

function overridesFor(manager: Manager, ranges: Readonly<Record<string, string>>): object {
  if (manager === 'pnpm') return { pnpm: { overrides: ranges } }
  return manager === 'npm' ? {} : { resolutions: ranges }
}

/** A name that npm allows, like that of the folder. */
export function nameFromFolder(folder: string): string {
  const name = basename(resolve(folder))
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '')
    .slice(0, 200)
  return name === '' || name === 'node_modules' ? 'paper' : name
}

/**
 * What a workspace needs, written into its package.json before anything is installed, so that one install is enough. The generator `@bocas/nx:init` would
 * enter the same; tests hold both to each other.
 */
export const OWN = {
  dependencies: ['@bocas/figures', '@bocas/paper', 'bocas'],
  devDependencies: ['@bocas/nx'],
} as const

/** Tools of others, at the versions with which bocas is tested. */
export const TOOLS = { '@nx/devkit': '^24.0.0', '@types/node': '^20.19.0', nx: '24.0.6', typescript: '~5.9.3' } as const
