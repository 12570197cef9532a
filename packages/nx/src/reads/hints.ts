import { existsSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import { isSystemError, isWithin, posixRelative } from 'bocas/internal/light'
import type { ReadingCode } from './say'

/**
 * What to do about a file that was not found by a relative path although it lies beside the code: code works in another folder than its own. Undefined when
 * the error says nothing of the kind.
 *
 * @param cwd the folder in which the code works.
 */
export function relativePathHint(
  error: unknown,
  cwd: string,
  { root, folder, declared, line, input }: Pick<ReadingCode, 'root' | 'folder' | 'declared' | 'line' | 'input'>,
): string | undefined {
  const { path } = (error ?? {}) as { path?: unknown }
  if (!isSystemError(error, 'ENOENT', 'ENOTDIR') || typeof path !== 'string') return undefined
  const inside = isAbsolute(path) ? relative(cwd, path) : path
  if (isAbsolute(path) && !isWithin(cwd, path)) return undefined
  const file = [resolve(folder, inside), resolve(root, inside)].find((place) => existsSync(place))
  if (file === undefined || !isWithin(root, file)) return undefined
  const name = posixRelative(folder, file)
  const shown = posixRelative(root, file)
  const how = `read it as ${input(name)}`
  return declared.includes(name)
    ? `  → ${shown} is declared; the code does not work in that folder: ${how}`
    : `  → ${shown} is there, but the code does not work in that folder: ${how} and declare it: ${line([...declared, name])}`
}

/** Names in the words of TypeScript: `['a.csv', 'b.csv']`. */
export const listed = (names: readonly string[]): string =>
  `[${names.map((name) => `'${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`).join(', ')}]`
