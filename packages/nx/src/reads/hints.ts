import { existsSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import { posixPath } from 'bocas/internal/light'
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
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown }
  if ((code !== 'ENOENT' && code !== 'ENOTDIR') || typeof path !== 'string') return undefined
  const inside = isAbsolute(path) ? relative(cwd, path) : path
  if (isAbsolute(path) && inside.startsWith('..')) return undefined
  const file = [resolve(folder, inside), resolve(root, inside)].find((place) => existsSync(place))
  if (file === undefined || relative(root, file).startsWith('..')) return undefined
  const name = posixPath(relative(folder, file))
  const shown = posixPath(relative(root, file))
  const how = `read it as ${input(name)}`
  return declared.includes(name)
    ? `  → ${shown} is declared; the code does not work in that folder: ${how}`
    : `  → ${shown} is there, but the code does not work in that folder: ${how} and declare it: ${line([...declared, name])}`
}

/** Names in the words of TypeScript: `['a.csv', 'b.csv']`. */
export const listed = (names: readonly string[]): string =>
  `[${names.map((name) => `'${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`).join(', ')}]`
