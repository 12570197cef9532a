import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { globSync } from 'tinyglobby'
import { installedPackage } from 'bocas/internal/light'
import { readJson } from '../../../shared/read-json'

/** An entry of a `package-lock.json`, as far as places matter. */
interface LockEntry {
  readonly resolved?: string
  readonly link?: boolean
}

/** The entries of the workspace's `package-lock.json` by place; undefined when it has none that can be read. */
export function lockedPlaces(root: string): Readonly<Record<string, LockEntry>> | undefined {
  return readJson<{ packages?: Record<string, LockEntry> }>(join(root, 'package-lock.json'))?.packages
}

/**
 * The packages that belong to a workspace, by name: where it says that they are, in its lockfile, in `workspaces` of its package.json or in
 * pnpm-workspace.yaml. Absolute folders.
 */
export function ownPackages(root: string): Map<string, string> {
  const found = new Map<string, string>()
  const add = (folder: string, name = nameIn(folder)): void => {
    if (name !== undefined && !found.has(name) && existsSync(folder)) found.set(name, folder)
  }
  for (const [place, { link, resolved }] of Object.entries(lockedPlaces(root) ?? {}))
    if (link && resolved !== undefined) add(resolve(root, resolved), installedPackage(place))
  const patterns = [...patternsOfManifest(root), ...patternsOfPnpm(root)].map(
    (pattern) => `${pattern.replace(/^(!?)(?:\.\/)?(.*?)\/*$/, '$1$2')}/package.json`,
  )
  if (patterns.length > 0)
    for (const manifest of globSync(patterns, { cwd: root, absolute: true, ignore: ['**/node_modules/**'] }).sort())
      add(resolve(manifest, '..'))
  return found
}

export function nameIn(folder: string): string | undefined {
  const name = readJson<{ name?: unknown }>(join(folder, 'package.json'))?.name
  return typeof name === 'string' && name !== '' ? name : undefined
}

function patternsOfManifest(root: string): readonly string[] {
  const workspaces = readJson<{ workspaces?: string[] | { packages?: string[] } }>(
    join(root, 'package.json'),
  )?.workspaces
  return (Array.isArray(workspaces) ? workspaces : workspaces?.packages) ?? []
}

/** The list `packages` of pnpm-workspace.yaml, in either form of YAML. */
function patternsOfPnpm(root: string): string[] {
  const file = join(root, 'pnpm-workspace.yaml')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const [, inline, block = ''] =
    /^packages:[ \t]*(?:\[([^\]]*)\]|(?:#.*)?\r?\n((?:[ \t]*(?:-.*|#.*)?\r?\n?)*))/m.exec(text) ?? []
  const items =
    inline === undefined ? [...block.matchAll(/^[ \t]*-[ \t]*(.+)$/gm)].map(([, item]) => item!) : inline.split(',')
  return items
    .map((item) =>
      item
        .replace(/\s+#.*$/, '')
        .trim()
        .replace(/^(['"])(.*)\1$/, '$2'),
    )
    .filter((item) => item !== '')
}
