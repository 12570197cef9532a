import { join } from 'node:path'
import { existsSync, realpathSync } from 'node:fs'
import { posixPath, posixRelative } from 'bocas/internal/light'
import { readJson } from '../../../shared/read-json'
import { packageFolder } from '../package-folder'
import type { Reached } from '../reached'
import { byName, type Locked } from './locked'

type Manifest = Readonly<
  Partial<
    Record<
      'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies',
      Readonly<Record<string, string>>
    >
  > & { readonly version?: string }
>

/**
 * The packages of a lockfile that code reaches which is given `imports`, by their names in the lockfile; and those of the imports that the
 * lockfile does not list.
 *
 * @param imports folders in a `node_modules`, as Node finds them.
 */
export function followLocked(
  root: string,
  locked: Locked,
  imports: readonly string[],
  without: string | undefined,
): { readonly reached: ReadonlyMap<string, Reached>; readonly unlisted: readonly string[] } {
  const named = byName(locked.packages)
  const reached = new Map<string, Reached>()
  const unlisted: string[] = []
  const queue: { readonly id: string; readonly folder: string | undefined }[] = []
  for (const folder of imports) {
    if (without !== undefined && posixPath(folder).endsWith(`node_modules/${without}`)) continue
    const ids = givenTo(root, locked, named, folder)
    if (ids.length === 0) unlisted.push(folder)
    queue.push(...ids.map((id) => ({ id, folder })))
  }
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { id } = next
    const entry = reached.has(id) ? undefined : locked.packages[id]
    if (!entry) continue
    const folder = entry.linked === undefined ? realOf(next.folder) : join(root, entry.linked)
    const uses = { ...peersAt(locked, named, folder), ...entry.uses }
    const used = Object.entries(uses).filter(([name]) => name !== without)
    queue.push(
      ...used.flatMap(([name, ids]) =>
        ids.map((used) => ({
          id: used,
          folder: folderOf(locked, used, name, folder, ids.length > 1 || entry.optional.includes(name)),
        })),
      ),
    )
    reached.set(id, {
      name: entry.name,
      version: entry.version,
      integrity: entry.integrity,
      isLink: entry.linked !== undefined,
      place: folder && posixRelative(realpathSync(root), folder),
      uses: used.flatMap(([, ids]) => ids),
    })
  }
  return { reached, unlisted }
}

const realOf = (folder: string | undefined): string | undefined =>
  folder !== undefined && existsSync(folder) ? realpathSync(folder) : undefined

/** What code is given that finds a package in `folder`: what the owner of that `node_modules` asks for; or else what has come to lie there. */
function givenTo(
  root: string,
  { packages, given, byRange }: Locked,
  named: ReadonlyMap<string, readonly string[]>,
  folder: string,
): readonly string[] {
  const path = posixRelative(root, folder)
  const at = path.indexOf('node_modules/')
  if (path.startsWith('..') || at < 0) return []
  const [owner, name] = [path.slice(0, Math.max(0, at - 1)), path.slice(at + 'node_modules/'.length)]
  const asked = given[owner]?.[name]
  if (asked) return asked
  const { dependencies, devDependencies, optionalDependencies } =
    readJson<Manifest>(join(root, owner, 'package.json')) ?? {}
  const range = { ...devDependencies, ...optionalDependencies, ...dependencies }[name]
  if (range !== undefined && byRange[`${name}@${range}`]) return byRange[`${name}@${range}`]!
  const candidates = named.get(name) ?? []
  const version = versionAt(folder)
  return candidates.length === 1 ? candidates : candidates.filter((id) => packages[id]?.version === version)
}

const versionAt = (folder: string): string | undefined => readJson<Manifest>(join(folder, 'package.json'))?.version

/** The peers of a package of which the lockfile says nothing, as they are installed. */
function peersAt(
  { withoutPeers, packages }: Locked,
  named: ReadonlyMap<string, readonly string[]>,
  folder: string | undefined,
): Record<string, readonly string[]> {
  if (!withoutPeers || folder === undefined) return {}
  const { peerDependencies = {} } = readJson<Manifest>(join(folder, 'package.json')) ?? {}
  return Object.fromEntries(
    Object.keys(peerDependencies).map((name) => {
      const ids = named.get(name) ?? []
      const place = packageFolder(folder, name)
      const version = place === null ? undefined : versionAt(place)
      const those = ids.filter((id) => packages[id]?.version === version)
      return [name, those.length > 0 ? those : ids]
    }),
  )
}

/**
 * Where a package is installed that another one uses. One that may be absent, or is one of several, is there only in the version that is pinned:
 * what else Node would find under its name belongs to somebody else.
 */
function folderOf(
  { packages }: Locked,
  id: string,
  name: string,
  from: string | undefined,
  isUnsure: boolean,
): string | undefined {
  const folder = from === undefined ? null : packageFolder(from, name)
  if (folder === null) return undefined
  return isUnsure && versionAt(folder) !== packages[id]?.version ? undefined : folder
}
