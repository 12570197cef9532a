import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** `@scope/name/sub` is in the package `@scope/name`. */
export function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

/** Where Node would find a package from a folder; null when it is nowhere. */
export function packageFolder(from: string, name: string, places?: Set<string>): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    places?.add(candidate)
    if (existsSync(candidate)) return candidate
    if (dirname(folder) === folder) return null
  }
}
