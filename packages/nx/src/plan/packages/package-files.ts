import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson, isFile, sha256, sha256File } from 'bocas/internal/light'
import { isLeftBehind } from '../../shared/left-behind'

/** What no code runs: types, source maps, texts for people. Hidden files are caches and settings of tools. */
const NOT_RUN = /(^|\/)\.|\.d\.[cm]?ts$|\.map$|\.md$|\.markdown$|\.flow$|(^|\/)(licen[cs]e|changelog|authors)[^/]*$/i

/** Thousands of names are looked at in each command; few of them could be what systems leave. */
const UNUSUAL = /^[~#$_@]|[~#]$|^(icon|thumbs|ehthumbs|desktop|system|lost)/i

/** Whether a file of a package counts as its content. Packages within it count by themselves. */
export const isCounted = (name: string): boolean =>
  !NOT_RUN.test(name) && !/(^|\/)node_modules\//.test(name) && !isLeftBehind(name)

/**
 * The files of a package that count, relative to its folder, in order.
 *
 * @param without a folder at its top to leave out.
 */
export function countedFiles(folder: string, without?: string): string[] {
  const found: string[] = []
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const { name } = entry
      if (name === 'node_modules' || name.startsWith('.') || (below === '' && name === without)) continue
      const path = below === '' ? name : `${below}/${name}`
      if (!entry.isDirectory()) {
        if (!NOT_RUN.test(name) && !(UNUSUAL.test(name) && isLeftBehind(name))) found.push(path)
      } else if (!(UNUSUAL.test(name) && isLeftBehind(`${name}/x`))) walk(path)
    }
  }
  walk('')
  return found.sort()
}

/** What the file system says of the files, as one digest, and when the last of them changed. */
export function stampOfFiles(folder: string, names: readonly string[]): { stamp: string; newest: number } {
  let newest = 0
  const lines = names.map((name) => {
    const stat = statSync(`${folder}/${name}`, { throwIfNoEntry: false })
    if (!stat) return name
    const { size, ino, mtimeMs, ctimeMs } = stat
    newest = Math.max(newest, mtimeMs, ctimeMs)
    return `${name},${size},${ino},${mtimeMs},${ctimeMs}`
  })
  return { stamp: sha256(lines.join('\n')), newest }
}

/** The digest of a package: of its files' names and contents. */
export const digestOfFiles = (files: readonly (readonly [name: string, sha256: string])[]): string =>
  sha256(canonicalJson([...files].sort(([a], [b]) => (a < b ? -1 : 1))))

export const readFiles = (folder: string, names: readonly string[]): string =>
  digestOfFiles(
    names.flatMap((name) => (isFile(join(folder, name)) ? [[name, sha256File(join(folder, name))] as const] : [])),
  )
