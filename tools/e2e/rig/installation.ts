import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { call, callNpm } from './npm'
import { REPOSITORY } from './places'
import { releasedTarballs } from './released'
import { pnpmScript } from './tools'

/** A workspace into which the tarballs of our packages were installed: nothing of this repository is in reach of it. */
export interface Installation {
  readonly manager?: 'npm' | 'pnpm'
  /** The version of Nx, unless it is this repository's. */
  readonly nx?: string
  /** Names of further packages, in the versions of this repository. */
  readonly also?: readonly string[]
}

interface Manifest {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** Installs into a folder that is not there yet, or has no package.json. */
export function install(workspace: string, { manager = 'npm', nx, also = [] }: Installation = {}): void {
  const own = readJson(join(REPOSITORY, 'package.json')) as Manifest
  const versions: Readonly<Record<string, string>> = { ...own.devDependencies, ...own.dependencies }
  // Its devkit has fewer releases than Nx itself.
  const devkit = nx ?? `^${versions.nx!.split('.')[0]}.0.0`
  const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, versions[name]!]))
  const released = ownPackages()
  mkdirSync(workspace, { recursive: true })
  const manifest = {
    name: 'e2e',
    version: '0.0.0',
    private: true,
    dependencies: { ...released, ...named(also) },
    devDependencies: { nx: nx ?? versions.nx, '@nx/devkit': devkit, ...named(['typescript', '@types/node']) },
  }
  writeFileSync(join(workspace, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  if (manager === 'npm') {
    callNpm(workspace, 'install')
    return
  }
  // Until our packages are on npm, pnpm is told where those are that they depend on.
  const overrides = Object.entries(released).map(([name, file]) => `  '${name}': '${file}'`)
  writeFileSync(
    join(workspace, 'pnpm-workspace.yaml'),
    `overrides:\n${overrides.join('\n')}\nonlyBuiltDependencies: [nx, esbuild]\n`,
  )
  call(
    workspace,
    process.execPath,
    pnpmScript(),
    'install',
    '--prefer-offline',
    `--store-dir=${join(workspace, '..', 'pnpm-store')}`,
  )
}

/** The address of the tarball of each of our packages, by its name. */
function ownPackages(): Record<string, string> {
  const folder = releasedTarballs()
  const names = readdirSync(join(REPOSITORY, 'packages')).map(
    (id) => (readJson(join(REPOSITORY, 'packages', id, 'package.json')) as { name: string }).name,
  )
  return Object.fromEntries(
    names.map((name) => {
      const start = `${name.replace('@', '').replace('/', '-')}-`
      const file = readdirSync(folder).find(
        (tarball) => tarball.startsWith(start) && /^\d/.test(tarball.slice(start.length)),
      )
      if (file === undefined) throw new Error(`${folder} has no tarball of ${name}`)
      return [name, pathToFileURL(join(folder, file)).href.replace('file://', 'file:')]
    }),
  )
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
