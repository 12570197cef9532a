import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { isInstalled, isWithin, posixRelative, workspacePaths } from 'bocas/internal'
import { lockedPlaces, nameIn, ownPackages } from './own-packages'
import type { CommitTree } from './tree-at'

/**
 * Lets a tree use what is installed today; nothing is downloaded. Three kinds of things lie in a `node_modules`, and each comes from another
 * place. Packages of the workspace come from the tree: what they are, and where they lie, is that commit's. Installed ones come from today's
 * folders, in the places where the commit's `package-lock.json` lists them, because keys name their versions by place. Links that
 * lead out of the repository lead there from the tree as well.
 *
 * `bocas` itself is always the one that plans here, also in the workspace that it is developed in.
 */
export function linkInstalled(tree: CommitTree): void {
  const own = ownPackages(tree.root)
  const locked = lockedPlaces(tree.root)
  const standIns = new Map<string, string>()
  const link = (folder: string, name: string, to: string): void => {
    const place = join(folder, 'node_modules', name)
    if (existsSync(place)) return
    mkdirSync(dirname(place), { recursive: true })
    symlinkSync(to, place, 'junction')
  }
  for (const [name, folder] of own) if (name !== 'bocas') link(tree.root, name, folder)
  for (const [folder, today] of pairs(tree, own)) {
    for (const found of installedIn(today)) {
      const { name, at, real } = found
      const isOfToday = isWithin(tree.today.top, real) && !isInstalled(relative(tree.today.top, real))
      if (!isOfToday && !standIns.has(name)) standIns.set(name, at)
      const listed = placesAbove(tree.root, folder, name).map((place) => locked?.[place])
      const to = aimOf(tree, found, { isOfToday, own: own.get(name), listed })
      if (to !== undefined) link(folder, name, to)
    }
  }
  for (const [place, { link: isLink }] of Object.entries(locked ?? {})) {
    const [, folder = '', name] = /^(?:(.+)\/)?node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(place) ?? []
    const today = name === undefined || folder.includes('node_modules') || isLink ? undefined : standIns.get(name)
    if (today !== undefined) link(join(tree.root, folder), name!, today)
  }
  // Keys of tasks that take results of others follow from what is kept. It is only read.
  const [kept, store] = [workspacePaths(tree.today.root).store, workspacePaths(tree.root).store]
  if (existsSync(kept) && !existsSync(store)) {
    mkdirSync(dirname(store), { recursive: true })
    symlinkSync(kept, store, 'junction')
  }
  // Last of all what no list names and nothing else is called like: somebody linked it by hand.
  for (const folder of tree.packages.map((path) => join(tree.top, path))) {
    const name = nameIn(folder)
    if (name !== undefined) link(tree.root, name, folder)
  }
}

/** Something in a `node_modules`. */
interface Installed {
  readonly name: string
  /** Its place, and where that leads. */
  readonly at: string
  readonly real: string
}

function installedIn(folder: string): Installed[] {
  const from = join(folder, 'node_modules')
  const namesIn = (place: string): string[] =>
    existsSync(place) ? readdirSync(place).filter((name) => !name.startsWith('.')) : []
  const names = namesIn(from).flatMap((name) =>
    name.startsWith('@') ? namesIn(join(from, name)).map((own) => `${name}/${own}`) : [name],
  )
  return names.flatMap((name) => {
    const at = join(from, name)
    // A link into the void is as good as none.
    return existsSync(at) ? [{ name, at, real: realpathSync(at) }] : []
  })
}

/**
 * The folders of the tree that can have a `node_modules`, each with its like of today: the workspace, what is above it in the repository, and
 * every package; one that was moved since is known by its name.
 */
function pairs(tree: CommitTree, own: ReadonlyMap<string, string>): (readonly [folder: string, today: string])[] {
  const { top, today } = tree
  const likeOf = new Map<string, string>()
  for (let folder = tree.root; ; folder = dirname(folder)) {
    likeOf.set(folder, join(today.top, relative(top, folder)))
    if (folder === top) break
  }
  const named = new Map([...ownPackages(today.root)].map(([name, folder]) => [name, folder]))
  for (const folder of [...tree.packages.map((path) => join(top, path)), ...own.values()]) {
    if (likeOf.has(folder)) continue
    const name = nameIn(folder)
    const moved = name !== undefined && own.get(name) === folder ? named.get(name) : undefined
    likeOf.set(folder, moved ?? join(today.top, relative(top, folder)))
  }
  return [...likeOf].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
}

/**
 * What a name of today's `node_modules` stands for in the tree; undefined for nothing.
 *
 * @param own where the package lies that belongs to the tree's workspace under this name.
 * @param listed what the tree's lockfile has for the name, in this place and in those above it.
 */
function aimOf(
  { top, today }: CommitTree,
  { name, at, real }: Installed,
  {
    isOfToday,
    own,
    listed,
  }: {
    readonly isOfToday: boolean
    readonly own: string | undefined
    readonly listed: readonly ({ readonly link?: boolean } | undefined)[]
  },
): string | undefined {
  if (name === 'bocas') return at
  const wasInstalled = listed[0] !== undefined && !listed[0].link
  if (own !== undefined && !wasInstalled) return own
  if (!isOfToday) return listed[0] !== undefined || listed.every((entry) => entry === undefined) ? at : undefined
  const then = join(top, relative(today.top, real))
  return !wasInstalled && existsSync(then) ? then : undefined
}

/** How a lockfile at the root calls the places where code in the folder finds a package, the nearest first. */
function placesAbove(root: string, folder: string, name: string): string[] {
  if (!isWithin(root, folder)) return []
  const from = posixRelative(root, folder)
  const parts = from === '' ? [] : from.split('/')
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/') + '/'), ''].map(
    (path) => `${path}node_modules/${name}`,
  )
}
