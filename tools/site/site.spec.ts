import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linksOf, siteText } from './links'
import { listedFiles, NAVIGATION, placeOf, type Page } from './navigation'
import { outsideRequests } from './outside-requests'
import { sidebar, type SidebarItem } from './sidebar'
import { markdownOf, pageOf, reachedFrom } from './source-pages'

const root = join(__dirname, '..', '..')
const files = listedFiles()

/** Reached by a link of another page, or of no use to readers. */
const NOT_LISTED = ['docs/next.md']

/** The anchor of a heading, as GitHub and VitePress make it of words and plain marks. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-')

describe('the pages of the site', () => {
  it('are there, each once', () => {
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
    expect(new Set(files).size).toBe(files.length)
  })

  it('are all pages of docs', () => {
    const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'))
    expect(pages.map((name) => `docs/${name}`).filter((file) => ![...files, ...NOT_LISTED].includes(file))).toEqual([])
  })

  it('are all examples and all decisions', () => {
    const examples = readdirSync(join(root, 'examples')).map((name) => `examples/${name}/README.md`)
    const decisions = readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`)
    expect([...examples, ...decisions].filter((file) => !files.includes(file))).toEqual([])
  })

  it('are all in the list beside each page', () => {
    const links = (items: readonly SidebarItem[]): string[] =>
      items.flatMap(({ link, items: below = [] }) => [...(link ? [link] : []), ...links(below)])
    const listed = links(sidebar())
    expect(files.map((file) => `/${placeOf(file)}`).filter((place) => !listed.includes(place))).toEqual([])
    const { entryPoints } = JSON.parse(readFileSync(join(__dirname, 'typedoc.json'), 'utf8')) as {
      entryPoints: string[]
    }
    const reference = entryPoints.map((file) => `/api/${file.split('/').at(-3)}/`)
    expect(listed.filter((link) => link.startsWith('/api/'))).toEqual(reference)
  })

  it('have a heading each, whatever a link leads to', () => {
    const headless = [...reachedFrom(root, files)].filter(([, text]) => !/^# \S/m.test(text))
    expect(headless.map(([file]) => file)).toEqual([])
  })

  it('have the heading by which the list beside them calls them', () => {
    const listed = NAVIGATION.flatMap(({ pages }) => pages).filter((page): page is Page => 'file' in page)
    const docs = listed.filter(({ file }) => file.startsWith('docs/'))
    const headings = docs.map(({ file }) => /^# (.*)$/m.exec(readFileSync(join(root, file), 'utf8'))![1])
    expect(headings).toEqual(docs.map(({ title }) => title))
  })

  it('link to what is there, and all of it becomes a page', () => {
    const pages = reachedFrom(root, files)
    const places = new Set([...pages.keys()].map(placeOf))
    expect(places.size).toBe(pages.size)
    const targets = [...pages]
      .flatMap(([file, text]) => linksOf(file, text))
      .filter(({ file }) => !/\.(?:png|svg)$/.test(file))
    expect(targets.filter(({ file }) => !places.has(placeOf(pageOf(root, file))))).toEqual([])
  })

  it('link to headings that are there', () => {
    const pages = reachedFrom(root, files)
    const headings = (text: string): string[] =>
      [...text.replace(/^(`{3,})[^]*?^\1$/gm, '').matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) => anchorOf(heading!))
    const wrong = [...pages].flatMap(([file, text]) => {
      const links = [
        ...linksOf(file, text),
        ...[...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => ({ file, anchor: anchor! })),
      ]
      return links
        .filter(
          ({ file: target, anchor }) => anchor !== '' && !headings(pages.get(pageOf(root, target))!).includes(anchor),
        )
        .map(({ file: target, anchor }) => `${file} → ${target}#${anchor}`)
    })
    expect(wrong).toEqual([])
  })

  it('say which links lead nowhere, all of them', () => {
    expect(() => reachedFrom(join(__dirname, 'fixtures'), ['docs/dead.md'])).toThrow(
      'these links lead nowhere:\ndocs/dead.md → docs/gone.md\ndocs/dead.md → packages/none.ts',
    )
  })
})

describe('links', () => {
  it.each([
    ['[a](other.md)', '[a](/other)'],
    ['[a](other.md#part)', '[a](/other#part)'],
    ['[`a`](decisions/0001-x.md)', '[`a`](/decisions/0001-x)'],
    ['[a [b] c](../CONTRIBUTING.md)', '[a [b] c](/source/CONTRIBUTING)'],
    ['[code](../packages/nx/src/plugin.ts)', '[code](/source/packages/nx/src/plugin.ts)'],
    ['[a folder](../tasks/mnist/)', '[a folder](/source/tasks/mnist)'],
    ['[here](#part) [web](https://nodejs.org)', '[here](#part) [web](https://nodejs.org)'],
    ['![picture](gallery/curves.png)', '![picture](gallery/curves.png)'],
    ['`[a](other.md)`', '`[a](other.md)`'],
    ['```md\n[a](other.md)\n```\n[a](other.md)', '```md\n[a](other.md)\n```\n[a](/other)'],
    ['<!-- from x.ts -->\n[a](other.md)', '[a](/other)'],
    ['![x](fig:mnist/curves) [c](claim:mnist.best)', '![x](fig:mnist/curves) [c](claim:mnist.best)'],
  ])('%j becomes %j', (text, expected) => expect(siteText('docs/page.md', text)).toBe(expected))

  it.each([
    ['[a](../examples/evals)', '[a](/source/examples/evals/README)'],
    ['[a](../examples/evals/#part)', '[a](/source/examples/evals/README#part)'],
    ['[a](../tasks/mnist)', '[a](/source/tasks/mnist)'],
    ['[a](../CONTRIBUTING.md)', '[a](/source/CONTRIBUTING)'],
  ])('to a folder lead to its README, where it has one: %j becomes %j', (text, expected) =>
    expect(siteText('docs/page.md', text, (file) => pageOf(root, file))).toBe(expected),
  )
})

it('shows code in a fence that the code does not end', () => {
  expect(markdownOf(join(__dirname, 'fixtures'), 'docs/fence.sh')).toContain('````sh\n')
})

it.each([
  ['<a href="https://nodejs.org">', []],
  ['<script src="https://cdn.example/x.js">', ['https://cdn.example/x.js']],
  ['<link rel="stylesheet" href="//fonts.example/css">', ['//fonts.example/css']],
  ['<img alt="x" src="http://a.example/b.png">', ['http://a.example/b.png']],
  [
    'a { background: url(https://a.example/b.png) } @import "https://c.example/d.css";',
    ['https://a.example/b.png', 'https://c.example/d.css'],
  ],
])('finds in %j what a browser would ask other servers for', (text, expected) =>
  expect(outsideRequests(text)).toEqual(expected),
)

it('lets a search find the pages first, by a function that the site has as text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bocas-site-'))
  const ask = (addresses: readonly string[]): unknown => {
    copyFileSync(join(__dirname, 'vitepress.config.mjs'), join(folder, 'config.mjs'))
    writeFileSync(join(folder, 'sidebar.json'), '[]')
    const code = `import(${JSON.stringify(join(folder, 'config.mjs'))}).then(({ default: { themeConfig } }) => {
  const { boostDocument } = themeConfig.search.options.miniSearch.searchOptions
  const weigh = new Function('return ' + String(boostDocument))()
  console.log(JSON.stringify(${JSON.stringify(addresses)}.map((address) => weigh(address))))
})`
    return JSON.parse(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }))
  }
  try {
    const [page, looked, reference, file] = ask([
      '/sweeps.html#options',
      '/errors.html',
      '/api/bocas/src/interfaces/Ctx.html#checkpoint',
      '/source/CHANGELOG.html',
    ]) as [number, number, number, number]
    expect(page).toBeGreaterThan(looked)
    expect(looked).toBeGreaterThan(reference)
    expect(file).toBe(reference)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
