import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from './places'
import { releasedPackages } from './released'

/** A package that exists for a test only: one module, one version. */
export interface FakePackage {
  readonly name: string
  readonly version: string
  /** CommonJS. */
  readonly code: string
  /** What it needs of npm. */
  readonly dependencies?: Readonly<Record<string, string>>
}

interface Manifest {
  dependencies?: Record<string, string>
}

interface Lockfile {
  packages: Record<
    string,
    { version?: string; resolved?: string; integrity?: string; dependencies?: Readonly<Record<string, string>> }
  >
}

/** Links what this repository has installed, and releases of its packages, as an `npm install` of bocas would have put them there. */
export function linkInstalled(workspace: string): void {
  const to = join(workspace, 'node_modules')
  mkdirSync(to, { recursive: true })
  const released = releasedPackages()
  const own = readdirSync(released)
  for (const name of own) symlinkSync(join(released, name), join(to, name))
  const installed = join(REPOSITORY, 'node_modules')
  for (const name of readdirSync(installed)) {
    if (!name.startsWith('.') && !own.includes(name)) symlinkSync(join(installed, name), join(to, name))
  }
}

/**
 * The lockfile that lists these releases, as far as it matters: what they need in turn is not in it, except the fonts, whose files figures read while they are
 * drawn.
 */
export function lockfileOf(project: { readonly name: string; readonly version: string }): object {
  const released = releasedPackages()
  const listed = ['bocas', ...readdirSync(join(released, '@bocas')).map((name) => `@bocas/${name}`)].map((name) => {
    const { version, dependencies = {} } = JSON.parse(
      readFileSync(join(released, name, 'package.json'), 'utf8'),
    ) as Manifest & { version: string }
    return [
      `node_modules/${name}`,
      { version, dependencies: Object.fromEntries(Object.entries(dependencies).filter(isFont)) },
    ]
  })
  const { packages: all } = JSON.parse(readFileSync(join(REPOSITORY, 'package-lock.json'), 'utf8')) as Lockfile
  const fonts = Object.entries(all).filter(([folder]) => isFont([folder.replace('node_modules/', '')]))
  return {
    ...project,
    lockfileVersion: 3,
    requires: true,
    packages: { '': project, ...Object.fromEntries([...listed, ...fonts]) },
  }
}

const isFont = ([name]: readonly [string, ...unknown[]]): boolean => name.startsWith('@fontsource/')

/** Installs or bumps a package: its folder, its dependency and its entry in the lockfile. */
export function installFake(workspace: string, { name, version, code, dependencies }: FakePackage): void {
  const folder = join(workspace, 'node_modules', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, main: 'index.js', dependencies }))
  writeFileSync(join(folder, 'index.js'), code)
  editJson<Manifest>(join(workspace, 'package.json'), (manifest) => {
    manifest.dependencies = { ...manifest.dependencies, [name]: version }
  })
  editJson<Lockfile>(join(workspace, 'package-lock.json'), ({ packages }) => {
    packages['']!.dependencies = { ...packages['']!.dependencies, [name]: version }
    packages[`node_modules/${name}`] = {
      version,
      resolved: `https://registry.npmjs.org/${name}/-/${name}-${version}.tgz`,
      integrity: `sha512-${Buffer.from(`${name}@${version}`.padEnd(64, '.')).toString('base64')}`,
      ...(dependencies && { dependencies }),
    }
  })
}

export function editJson<T>(file: string, edit: (content: T) => void): void {
  const content = JSON.parse(readFileSync(file, 'utf8')) as T
  edit(content)
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`)
}
