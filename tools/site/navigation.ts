import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A page of the site: a file of the repository, by its name in the list of pages. */
export interface Page {
  readonly title: string
  /** Below the root of the repository. */
  readonly file: string
  /** Pages that are listed below this one, folded away. */
  readonly below?: readonly Page[]
}

/** A page that the build of the site makes, which no file of the repository is. */
export interface MadePage {
  readonly title: string
  /** Where it is on the site. */
  readonly place: string
}

export interface Group {
  readonly title: string
  readonly pages: readonly (Page | MadePage)[]
}

const page = (title: string, name: string): Page => ({ title, file: `docs/${name}.md` })
const example = (title: string, name: string): Page => ({ title, file: `examples/${name}/README.md` })

/** Each decision, by its heading. */
const decisions = (): Page[] => {
  const folder = join(__dirname, '..', '..', 'docs', 'decisions')
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const heading = readFileSync(join(folder, name), 'utf8').split('\n', 1)[0]!
      return { title: heading.replace(/^# /, '').replaceAll('`', ''), file: `docs/decisions/${name}` }
    })
}

/** All pages, in the order in which a person needs them. */
export const NAVIGATION: readonly Group[] = [
  { title: 'Begin', pages: [page('What bocas is', 'index'), page('Start your own paper', 'start')] },
  {
    title: 'Runs and results',
    pages: [
      page('Sweeps', 'sweeps'),
      page('Runs and what they return', 'runs'),
      page('Results as input', 'from'),
      page('Reading results', 'results'),
      page('A page to look at', 'report'),
      page('Bringing old results in', 'imports'),
    ],
  },
  {
    title: 'Figures and tables',
    pages: [
      page('Figures', 'figures'),
      page('Gallery', 'gallery'),
      page('Figures of your own', 'own-figures'),
      page('Tables', 'tables'),
    ],
  },
  {
    title: 'The paper',
    pages: [
      page('Writing the paper', 'papers'),
      page('Claims', 'claims'),
      page('Where numbers come from', 'provenance'),
      page('Checklists and archives', 'archives'),
    ],
  },
  {
    title: 'Executing',
    pages: [
      page('What re-runs, and why', 'reruns'),
      page('What runs may read', 'reads'),
      page('Nights, GPUs, checkpoints', 'checkpoints-and-slots'),
      page('What survives what', 'survival'),
      page('Python and other languages', 'protocol'),
      page('Runs on a cluster', 'clusters'),
      page('Engines', 'engines'),
    ],
  },
  {
    title: 'Together',
    pages: [
      page('Sharing results', 'sharing'),
      page('Continuous integration', 'ci'),
      page('Comparing honestly', 'comparing'),
      page('Which test?', 'which-test'),
    ],
  },
  {
    title: 'Examples',
    pages: [
      example('Digits in Python', 'digits-python'),
      example('Vega-Lite and matplotlib', 'own-figures'),
      example('An API under measurement', 'evals'),
      example('Object detection', 'detection'),
      example('Flowers', 'oxford-102'),
    ],
  },
  {
    title: 'Help',
    pages: [
      page('Troubleshooting', 'troubleshooting'),
      page('Errors by code', 'errors'),
      page('Commands', 'commands'),
      page('Terminal output', 'output'),
      page('Glossary', 'glossary'),
      page('Supported versions', 'versions'),
    ],
  },
  {
    title: 'Reference',
    pages: [
      page('Targets and generators', 'targets'),
      { title: 'bocas', place: 'api/bocas/' },
      { title: '@bocas/figures', place: 'api/figures/' },
      { title: '@bocas/tfjs', place: 'api/tfjs/' },
    ],
  },
  {
    title: 'Behind it',
    pages: [
      { ...page('Architecture and decisions', 'architecture'), below: decisions() },
      page('Promises', 'promises'),
      page('Benchmarks', 'benchmarks'),
    ],
  },
  {
    title: 'More',
    pages: [
      page('Coming from another tool', 'coming-from'),
      { title: 'Changelog', file: 'CHANGELOG.md' },
      { title: 'Contributing', file: 'CONTRIBUTING.md' },
    ],
  },
]

/** The files of all pages that are listed. */
export const listedFiles = (): string[] =>
  NAVIGATION.flatMap(({ pages }) => pages)
    .filter((listed): listed is Page => 'file' in listed)
    .flatMap(({ file, below = [] }) => [file, ...below.map((one) => one.file)])

/** Where a page is on the site, without its ending: pages of `docs` have the short names. */
export const placeOf = (file: string): string =>
  file === 'README.md'
    ? 'repository'
    : file.startsWith('docs/')
      ? file.slice('docs/'.length, -'.md'.length)
      : `source/${file.replace(/\.md$/, '')}`
