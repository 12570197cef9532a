import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..', '..')

/** Markdown that people read, below the root and in `docs/` and the packages. */
const pages = ['README.md', 'CONTRIBUTING.md']
  .concat(readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((page) => `docs/${page}`))
  .concat(readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`))
  .filter((page) => page.endsWith('.md') && exists(page))

interface Quote {
  readonly page: string
  readonly file: string
  readonly code: string
}

/** Blocks under a comment `<!-- from <file> -->`. */
function quotes(page: string): Quote[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/<!-- from (\S+) -->\n```\w*\n([\s\S]*?)```/g)].map(([, file, code]) => ({
    page,
    file: file!,
    code: code!,
  }))
}

function exists(page: string): boolean {
  try {
    readFileSync(join(root, page))
    return true
  } catch {
    return false
  }
}

describe('code in the documentation', () => {
  const all = pages.flatMap(quotes)

  it('is quoted from files in at least one page', () => {
    expect(all.length).toBeGreaterThan(3)
  })

  it.each(all)('stands in $file as $page quotes it', ({ file, code }) => {
    expect(textOf(file)).toContain(code.trimEnd())
  })

  // Settings are parts of files that hold others.
  it.each(all.filter(({ file }) => !file.endsWith('.json')))(
    'is the whole $file in $page, or $page has the whole elsewhere, or links to it',
    ({ file, page }) => {
      const isWhole = (one: Quote): boolean => textOf(file).trim() === one.code.trim()
      if (all.some((one) => one.page === page && one.file === file && isWhole(one))) return
      const text = readFileSync(join(root, page), 'utf8')
      const links = [...text.matchAll(/\]\(([^)#:]+)/g)].map(([, link]) => join(page, '..', link!))
      expect(links.some((link) => file === link || file.startsWith(`${link}/`))).toBe(true)
    },
  )

  it.each(pages)('quotes every block of TypeScript in %s from a file', (page) => {
    const text = readFileSync(join(root, page), 'utf8')
    const blocks = text.match(/```ts\n/g)?.length ?? 0
    expect(quotes(page).filter(({ file }) => /\.ts(?:\.template)?$/.test(file))).toHaveLength(blocks)
  })

  it.each(pages)('links only to files that exist in %s', (page) => {
    const text = readFileSync(join(root, page), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|fig:|tab:|claim:|#)([^)#]+)/g)].map(([, link]) =>
      join(page, '..', link!),
    )
    expect(links.filter((link) => !isThere(link))).toEqual([])
  })
})

/** The text of a file; of a template, as the command that makes a paper fills it in. */
function textOf(file: string): string {
  const text = readFileSync(join(root, file), 'utf8')
  return file.endsWith('.template') ? text.replaceAll('<%= name %>', 'two-moons') : text
}

function isThere(path: string): boolean {
  return exists(path) || readable(path)
}

function readable(folder: string): boolean {
  try {
    readdirSync(join(root, folder))
    return true
  } catch {
    return false
  }
}
