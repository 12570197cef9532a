import { dirname, join } from 'node:path'
import { isFile, isInstalled, isWithin, posixRelative } from 'bocas/internal/light'
import type { FileDigest } from '../code/code-digests'
import { isGenerated } from '../../shared/generated-files'

/**
 * Files that code names by its own place, such as `join(__dirname, 'params.json')`: data without a declaration. A file that is named and not read only means
 * that a run is trained anew for nothing; one that is read and not seen here is refused when it is read.
 *
 * @param folder where declared names begin.
 * @returns their names as a declaration would have them, sorted; without code that is imported, and what tools and bocas make.
 */
export function seenData(root: string, folder: string, files: readonly FileDigest[]): string[] {
  const code = new Set(files.map(({ file }) => file))
  const names = files
    .flatMap(({ literalPaths, file }) => literalPaths.map((path) => join(dirname(file), path)))
    .filter((path) => !code.has(path) && isDataOf(root, path))
    .map((path) => posixRelative(folder, path))
  return [...new Set(names)].sort()
}

function isDataOf(root: string, path: string): boolean {
  const inside = posixRelative(root, path)
  if (!isWithin(root, path) || isGenerated(root, inside) || isInstalled(inside)) return false
  // Of a folder it is not plain what of it is meant: it may be the beginning of any path.
  return isFile(path)
}
