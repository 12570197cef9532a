import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '..', '..')

/** Markdown that people read, below the root and in `docs/`, the packages and the examples. */
const pages = ['README.md', 'CONTRIBUTING.md']
  .concat(readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((page) => `docs/${page}`))
  .concat(
    ['packages', 'examples'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => `${folder}/${name}/README.md`),
    ),
  )
  .filter((page) => page.endsWith('.md') && exists(page))

/** Languages whose blocks are files: people copy them. Others are what is typed or printed in a terminal. */
const CODE = [
  'ts',
  'js',
  'python',
  'py',
  'json',
  'yaml',
  'yml',
  'typst',
  'typ',
  'latex',
  'tex',
  'markdown',
  'md',
  'bibtex',
]
const TERMINAL = ['sh', 'text', '']

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

  it.each(all)('is the whole $file in $page, or $page has the whole elsewhere', ({ file, page }) => {
    const isWhole = (one: Quote): boolean => textOf(file).trim() === one.code.trim()
    expect(all.some((one) => one.page === page && one.file === file && isWhole(one))).toBe(true)
  })

  it.each(pages)('quotes every block of code in %s from a file', (page) => {
    const text = readFileSync(join(root, page), 'utf8')
    const opened = [...text.matchAll(/^ *(`{3,})([^\n`]*)\n[\s\S]*?^ *\1 *$/gm)].map(([, , language]) => language!)
    expect(opened.filter((language) => ![...CODE, ...TERMINAL].includes(language))).toEqual([])
    expect(quotes(page)).toHaveLength(opened.filter((language) => CODE.includes(language)).length)
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
