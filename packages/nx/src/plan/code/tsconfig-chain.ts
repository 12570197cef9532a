import { createRequire } from 'node:module'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { isUnresolved } from 'bocas/internal/light'

/** The files that the tsconfigs in and above the folders extend, by any name and at any place: their settings shape the code as well. */
export function tsconfigChain(folders: readonly string[]): string[] {
  const seen = new Set<string>()
  const extended = new Set<string>()
  const follow = (tsconfig: string): void => {
    if (seen.has(tsconfig) || !existsSync(tsconfig)) return
    seen.add(tsconfig)
    for (const name of extendsOf(readFileSync(tsconfig, 'utf8'))) {
      const file = locate(name, tsconfig)
      if (file === undefined) continue
      extended.add(file)
      follow(file)
    }
  }
  for (const start of folders) {
    for (let folder = start; ; folder = dirname(folder)) {
      follow(join(folder, 'tsconfig.json'))
      if (dirname(folder) === folder) break
    }
  }
  return [...extended].sort()
}

/** Without a parser for JSON with comments: what a comment mentions is only one file more to watch. */
function extendsOf(text: string): string[] {
  const [, one, list] = /"extends"\s*:\s*(?:"([^"]+)"|\[([^\]]*)\])/.exec(text) ?? []
  return one !== undefined ? [one] : [...(list ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => name!)
}

function locate(name: string, from: string): string | undefined {
  if (/^\.\.?\//.test(name) || isAbsolute(name)) {
    const file = resolve(dirname(from), name)
    return existsSync(file) ? file : `${file}.json`
  }
  for (const asked of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      return createRequire(from).resolve(asked)
    } catch (error) {
      if (!isUnresolved(error)) throw error
      // The next way to say it.
    }
  }
  return undefined
}
