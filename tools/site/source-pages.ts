import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join, posix } from 'node:path'
import { linksOf } from './links'

const LANGUAGES: Readonly<Record<string, string>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.template': 'ts',
  '.cjs': 'js',
  '.mjs': 'js',
  '.py': 'python',
  '.json': 'json',
  '.yml': 'yaml',
  '.typ': 'typst',
  '.tex': 'latex',
  '.bib': 'bibtex',
  '.sh': 'sh',
}

/** What a link to this file or folder shows: of a folder with a README, that. */
export const pageOf = (root: string, file: string): string =>
  existsSync(join(root, file, 'README.md')) ? posix.join(file, 'README.md') : file

/** The Markdown of a file of the repository that a page links to: a text as it is, code as one block, a folder as a list. */
export function markdownOf(root: string, file: string): string {
  const path = join(root, file)
  if (statSync(path).isDirectory()) {
    const names = readdirSync(path, { withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.name.startsWith('.'),
    )
    const list = names.map(({ name }) => `- [\`${name}\`](${basename(file)}/${name})`)
    return [`# ${file}`, '', ...list.sort(), ''].join('\n')
  }
  const text = readFileSync(path, 'utf8')
  if (file.endsWith('.md')) return text
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return [
    `# ${basename(file)}`,
    '',
    `\`${file}\` of the repository:`,
    '',
    `${fence}${LANGUAGES[extname(file)] ?? ''}`,
    text.trimEnd(),
    fence,
    '',
  ].join('\n')
}

/**
 * All files that must be pages for these to have no dead link, with their Markdown.
 *
 * @throws Error when a page links to what is not there, with all such links.
 */
export function reachedFrom(root: string, pages: readonly string[]): ReadonlyMap<string, string> {
  const made = new Map<string, string>()
  const dead: string[] = []
  const open = [...pages]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (made.has(file)) continue
    made.set(file, markdownOf(root, file))
    for (const link of linksOf(file, made.get(file)!)) {
      if (PICTURE.test(link.file)) continue
      const target = pageOf(root, link.file)
      if (!existsSync(join(root, target))) dead.push(`${file} → ${target}`)
      else if (!made.has(target)) open.push(target)
    }
  }
  if (dead.length > 0) throw new Error(`these links lead nowhere:\n${dead.sort().join('\n')}`)
  return made
}

export const PICTURE = /\.(?:png|svg|jpe?g)$/
