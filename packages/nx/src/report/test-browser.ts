import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import type { PageData } from './data/page-data'
import { testPage, type TestRun } from './test-page'
import { pageCode } from './write/page-code'
import { reportFiles, writeReport } from './write/write-report'

interface Opening extends Pick<BrowserContextOptions, 'viewport' | 'colorScheme'> {
  readonly inPage?: number
  readonly live?: { readonly script: string; readonly revision: string }
}

/** Pages of reports, opened from files in one browser. */
export interface Pages {
  /** Where the report of the test lies. */
  readonly folder: string
  /** What a page has complained of, and addresses that it has asked for. */
  readonly problems: readonly string[]
  open(runs: readonly TestRun[], more?: Partial<Omit<PageData, 'details'>>, options?: Opening): Promise<Page>
}

/** A browser for the tests of a `describe`, with a folder for each of them. */
export function forEachPage(): Pages {
  let browser: Browser
  let folder: string
  const problems: string[] = []
  beforeAll(async () => {
    const executablePath = spawnSync('sh', ['-c', 'command -v chromium']).stdout.toString().trim()
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'report-'))
    problems.length = 0
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    get folder() {
      return folder
    },
    problems,
    async open(runs, more = {}, { inPage, live, ...context } = {}) {
      const how = { name: 'toy', ...(live && { live }), ...(inPage !== undefined && { inPage }) }
      const file = writeReport(folder, reportFiles(testPage(runs, more), await pageCode(), how))
      const page = await (await browser.newContext(context)).newPage()
      page.on('pageerror', ({ message }) => problems.push(message))
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      page.on('request', (request) => {
        if (!/^(?:file|data):/.test(request.url())) problems.push(`asked for ${request.url()}`)
      })
      await page.goto(pathToFileURL(file).href)
      return page
    },
  }
}

/** Something that a page says of two of its runs, and of one elsewhere. */
export const FACT = {
  kind: 'fact',
  name: 'toy.best',
  text: '97.1 ± 0.2 %',
  runs: [0, 1],
  others: ['other/x'],
} as const

/** Two settings with three seeds each; the last run has failed. */
export const RUNS: readonly TestRun[] = ['adam', 'sgd'].flatMap((optimizer, place) =>
  [0, 1, 2].map((seed): TestRun => ({
    name: `optimizer=${optimizer}+seed=${seed}`,
    config: { optimizer, epochs: 3, seed },
    seed,
    state: optimizer === 'sgd' && seed === 2 ? 'failed' : 'kept',
    metrics:
      optimizer === 'sgd' && seed === 2
        ? {}
        : { 'val.loss': 0.5 + place + seed / 10, 'test.accuracy': 0.9 - place / 10 },
    details: { curves: { 'history.loss': [3, 2, 1 + seed] }, log: { text: `epoch 3 of ${optimizer}`, cut: 0 } },
  })),
)
