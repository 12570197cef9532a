import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { nearest, posixRelative, suggest } from 'bocas/internal/light'
import { readJson } from '../../shared/read-json'

/** What tasks usually import, whatever the package.json of the workspace says. */
const USUAL = ['bocas', '@bocas/figures', '@bocas/tfjs']

/** What to do about a package that is not there: who installs a misspelt one gets the code of somebody else. */
export function missingPackage(root: string, name: string): string {
  const near = nearest(name, [...new Set([...USUAL, ...dependencies(root)])])
  return near === undefined || near === name
    ? `install it: npm install ${name}`
    : `did you mean \`${near}\`? If it is another package, install it: npm install ${name}`
}

function dependencies(root: string): string[] {
  const manifest = readJson<Partial<Record<string, object>>>(join(root, 'package.json'))
  return Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies })
}

/** As esbuild says that a module lacks a name, and as Node does. */
const LACKS =
  /No matching export in "(?<file>[^"]*)" for import "(?<name>[^"]*)"|requested module '(?<module>[^']*)' does not provide an export named '(?<wanted>[^']*)'/

/** What Node says of a name that a module has not. */
export const lackedMessage = (module: string, name: string): string =>
  `The requested module '${module}' does not provide an export named '${name}'`

/** Of an error of esbuild about one of our packages that is linked as source: its file, and the name that it has not. */
export function lackedOfSource(message: string): { readonly file: string; readonly name: string } | undefined {
  const { file, name } = LACKS.exec(message)?.groups ?? {}
  return file !== undefined && /(?:^|\/)(?:bocas|figures)\/src\/index\.[jt]s$/.test(file)
    ? { file, name: name! }
    : undefined
}

/** Whether an error says that a module lacks a name that is imported from it: a SyntaxError without a code, as esbuild says it and as Node does. */
export const lacksExport = (message: string): boolean => LACKS.test(message)

/**
 * Where a name is imported that a module has not, `tasks/a/sweep.ts:1:23`: what is known of it has a place in the bundle only.
 *
 * @param files absolute paths of what was bundled.
 */
export function importPlace(root: string, files: readonly string[], message: string): string | undefined {
  const { module, wanted } = LACKS.exec(message)?.groups ?? {}
  if (module === undefined) return undefined
  const [name, from] = [wanted!, module].map((text) => text.replace(/[^\w]/g, '\\$&'))
  const statement = new RegExp(
    `\\bimport\\b[^'"]*?\\b(?=${name}\\b)(?=[^'"]*['"]${from}['"])|\\bexport\\s*\\{[^'"}]*?\\b(?=${name}\\b)(?=[^'"}]*\\}\\s*from\\s*['"]${from}['"])`,
  )
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    const found = statement.exec(text)
    if (found === null) continue
    const before = text.slice(0, found.index + found[0].length).split('\n')
    return `${posixRelative(root, file)}:${before.length}:${before.at(-1)!.length + 1}`
  }
  return undefined
}

/** What `bocas` has in the place of a name that it has not; undefined when the message is of something else. */
export function unknownExport(message: string): string | undefined {
  const { module, wanted } = LACKS.exec(message)?.groups ?? {}
  if (module !== 'bocas') return undefined
  // Loaded when somebody has misspelt a name, and not before.
  const names = Object.keys(createRequire(__filename)('bocas') as object).sort()
  return suggest(wanted!, names)
}
