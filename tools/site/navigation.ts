/** A page of the site: a file of the repository, by its name in the list of pages. */
export interface Page {
  readonly title: string
  /** Below the root of the repository. */
  readonly file: string
}

export interface Group {
  readonly title: string
  readonly pages: readonly Page[]
}

const page = (title: string, name: string): Page => ({ title, file: `docs/${name}.md` })

/** All pages, in the order in which a person needs them. */
export const NAVIGATION: readonly Group[] = [
  {
    title: 'Begin',
    pages: [
      page('What it is', 'index'),
      page('Start your own paper', 'start'),
      page('Coming from another tool', 'coming-from'),
      page('Glossary', 'glossary'),
    ],
  },
  {
    title: 'Runs',
    pages: [
      page('Sweeps', 'sweeps'),
      page('Runs and what they return', 'runs'),
      page('Results as input', 'from'),
      page('What re-runs, and why', 'reruns'),
      page('What runs may read', 'reads'),
      page('Nights, GPUs, checkpoints', 'checkpoints-and-slots'),
      page('Engines', 'engines'),
      page('On a cluster', 'clusters'),
      page('What survives what', 'survival'),
      page('Sharing results', 'sharing'),
      page('Other languages', 'protocol'),
    ],
  },
  {
    title: 'Results',
    pages: [
      page('Reading results', 'results'),
      page('A page to look at', 'report'),
      page('Bringing old results in', 'imports'),
      page('Comparing honestly', 'comparing'),
      page('Which test?', 'which-test'),
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
      page('Continuous integration', 'ci'),
    ],
  },
  {
    title: 'Help',
    pages: [
      page('Commands', 'commands'),
      page('Troubleshooting', 'troubleshooting'),
      page('Errors', 'errors'),
      page('Terminal output', 'output'),
      page('Supported versions', 'versions'),
    ],
  },
  {
    title: 'Behind it',
    pages: [
      page('Architecture', 'architecture'),
      page('Promises', 'promises'),
      page('Benchmarks', 'benchmarks'),
      { title: 'Changelog', file: 'CHANGELOG.md' },
      { title: 'Contributing', file: 'CONTRIBUTING.md' },
    ],
  },
]

/** Where a page is on the site, without its ending: pages of `docs` have the short names. */
export const placeOf = (file: string): string =>
  file === 'README.md'
    ? 'repository'
    : file.startsWith('docs/')
      ? file.slice('docs/'.length, -'.md'.length)
      : `source/${file.replace(/\.md$/, '')}`
