import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(__dirname, '..', '..')

/** Written by programs, of mistakes and measurements in workspaces of their own; or about what tests do. */
const OTHERS = ['errors.md', 'benchmarks.md', 'gallery.md', 'promises.md', 'next.md', 'targets.md']

/** The pages that are written by hand for those who use bocas, with their texts. */
export function pagesOfPeople(): { readonly page: string; readonly text: string }[] {
  const readmes = ['examples', 'packages'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}/README.md`),
  )
  const docs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md') && !OTHERS.includes(name))
  return ['README.md', ...docs.map((name) => `docs/${name}`), ...readmes].map((page) => ({
    page,
    text: readFileSync(join(ROOT, page), 'utf8'),
  }))
}
