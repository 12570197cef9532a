import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

/**
 * The licences of npm packages whose code is bundled into a release: they ask to go with it.
 *
 * @param files absolute paths of the bundled files.
 * @throws Error that names a package without a licence text.
 */
export function thirdPartyNotices(files: readonly string[]): string {
  const folders = new Set(files.map(packageFolder).filter((folder) => folder !== undefined))
  return [...folders]
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>
      const text = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file))
      if (text === undefined)
        throw new Error(`${name}@${version} is bundled into a release and has no licence text → at ${folder}`)
      return `${name}@${version}\n\n${readFileSync(join(folder, text), 'utf8').trim()}\n`
    })
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`)
}

function packageFolder(file: string): string | undefined {
  const parts = file.split(sep)
  const at = parts.lastIndexOf('node_modules')
  if (at < 0) return undefined
  return parts.slice(0, at + (parts[at + 1]!.startsWith('@') ? 3 : 2)).join(sep)
}
