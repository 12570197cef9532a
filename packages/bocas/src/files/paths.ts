import { realpathSync } from 'node:fs'
import { dirname, isAbsolute, relative, sep } from 'node:path'
import { isSystemError } from './expected-errors'

/** A path as it is written on every system, with `/` between its parts. */
export const posixPath = (path: string): string => path.split(sep).join('/')

/** A path as it is seen from a folder, with `/` on every system: `../data/x.csv`. */
export const posixRelative = (folder: string, path: string): string => posixPath(relative(folder, path))

/** Whether a path is a folder or lies in it. */
export function isWithin(folder: string, path: string): boolean {
  const inside = relative(folder, path)
  return inside.split(sep, 1)[0] !== '..' && !isAbsolute(inside)
}

/** Those of some files that lie in a folder, as they are seen from there, with `/`. */
export const namesWithin = (folder: string, files: readonly string[]): string[] =>
  files.filter((file) => isWithin(folder, file)).map((file) => posixRelative(folder, file))

/** Whether a path lies below one of these folders, at whatever depth. */
export function isBelowAny(path: string, folders: Pick<ReadonlySet<string>, 'has' | 'size'>): boolean {
  if (folders.size === 0) return false
  for (let inner = path, folder = dirname(path); folder !== inner; inner = folder, folder = dirname(folder))
    if (folders.has(folder)) return true
  return false
}

/** Whether a path leads through a `node_modules`: what is there was installed, and nobody edits it. */
export const isInstalled = (path: string): boolean => /(?:^|[\\/])node_modules(?:[\\/]|$)/.test(path)

/** The package that a path lies in, by the innermost `node_modules`: `@scope/name`; undefined for what is not installed. */
export function installedPackage(path: string): string | undefined {
  const [, name] = /(?:.*[\\/]|^)node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/s.exec(path) ?? []
  return name === undefined ? undefined : posixPath(name)
}

/** Where a path really is, links followed and capitals as the disk has them; as it was given when it is not there. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return path
  }
}
