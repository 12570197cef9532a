import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { AxeResults } from 'axe-core'
import { writeWholeSync } from 'bocas/internal'
import { where } from '../../../../tools/jest/where'
import type { PageData } from './data/page-data'
import { FACT, forEachPage, RUNS } from './test-browser'
import { HOSTILE, testPage, type TestRun } from './test-page'
import { pageCode } from './write/page-code'
import { reportFiles, writeReport } from './write/write-report'

/** As much of what a page sees as is asked here. */
interface Browsing {
  readonly document: { getElementById(id: string): { readonly textContent: string } | null }
}

where('chromium').describe('the page in a browser', () => {
  const pages = forEachPage()
  const { open, problems } = pages
  const names = (page: Page): Promise<string[]> => page.locator('#runs tbody th').allTextContents()

  it('has a row for each run, filters, sorts, and groups with mean ± sd', async () => {
    const page = await open(RUNS)
    expect(await names(page)).toEqual(RUNS.map(({ name }) => name))
    await page.locator('#filter').fill('loss<1 optimizer=adam')
    await page.getByText('3 of 6 runs').waitFor()
    await page.getByRole('button', { name: 'val.loss' }).click()
    expect(await names(page)).toEqual(['optimizer=adam+seed=2', 'optimizer=adam+seed=1', 'optimizer=adam+seed=0'])
    expect(await page.locator('#runs th[aria-sort]').getAttribute('aria-sort')).toBe('descending')
    await page.locator('#filter').fill('')
    await page.getByText(/^6 runs/).waitFor()
    await page.getByRole('button', { name: 'Mean over seeds' }).click()
    expect(await page.locator('#runs tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^adam\s+3\s+0\.60 ± 0\.10\s+0\.900 ± 0$/),
      expect.stringMatching(/^sgd\s+3\s+1\.55 ± 0\.07 \(2 of 3\)\s+0\.800 ± 0 \(2 of 3\)$/),
    ])
    expect(problems).toEqual([])
  })

  it('has the mean over seeds of runs that differ in nothing else', async () => {
    const page = await open(RUNS.slice(0, 3))
    await page.getByRole('button', { name: 'Mean over seeds' }).click()
    expect(await page.locator('#runs tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^all\s+3\s+0\.60 ± 0\.10\s+0\.900 ± 0$/),
    ])
    await page.getByText('3 runs, as one group').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Single runs' }).click()
    expect(await names(page)).toHaveLength(3)
    expect(problems).toEqual([])
  })

  it('sorts groups by how many runs they have, also where a key is called so', async () => {
    const page = await open(RUNS.map((run, at) => ({ ...run, config: { runs: at < 1 ? 'b' : 'a' } })))
    await page.getByLabel('runs', { exact: true }).check()
    await page.locator('#runs thead').getByRole('button', { name: 'runs' }).nth(1).click()
    expect((await names(page)).join()).toBe('a,b')
    expect(await page.locator('#runs [data-focus="sort runs"]').count()).toBe(1)
  })

  it('is printed with all its columns, in the width of a page', async () => {
    const keys = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`block.setting${index}`, index / 10]))
    const page = await open(
      RUNS.map((run, at) => ({ ...run, config: { ...keys, at, optimizer: `adam ${at}` }, metrics: keys })),
    )
    await page.emulateMedia({ media: 'print' })
    // A4 with margins, at the 96 dots to an inch of a browser.
    await page.setViewportSize({ width: 720, height: 1000 })
    // Plots hear of it a moment later.
    await page.waitForFunction('document.documentElement.scrollWidth <= innerWidth')
    const [needed, there] = await page.evaluate<readonly [number, number]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    )
    expect(needed).toBeLessThanOrEqual(there)
    expect(problems).toEqual([])
  })

  it('shows a run with its log, the difference of two, and curves with their last values', async () => {
    const page = await open(RUNS, { notes: { 5: 'out of memory' }, outputs: [FACT] })
    await page.getByRole('button', { name: 'optimizer=sgd+seed=2' }).click()
    expect(await page.locator('#run').innerText()).toMatch(/out of memory[^]*epoch 3 of sgd/)
    await page.getByLabel('compare optimizer=adam+seed=0').check()
    await page.getByLabel('compare optimizer=sgd+seed=0').check()
    expect(await page.locator('#difference tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^optimizer\s+adam\s+sgd/),
      expect.stringMatching(/^val\.loss\s+0\.500\s+1\.500\s+\+1/),
      expect.stringMatching(/^test\.accuracy\s+0\.900\s+0\.800\s+−0\.100/),
    ])
    expect(await page.locator('#curves tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/adam \(3 runs\)\s+3\s+2$/),
      expect.stringMatching(/sgd \(3 runs\)\s+3\s+2$/),
    ])
    expect(await page.locator('#facts').innerText()).toMatch(/toy\.best[^]*97\.1 ± 0\.2 %/)
    expect(problems).toEqual([])
  })

  it('loads curves and logs that lie beside it when they are asked for, and says so when they are not there', async () => {
    const page = await open(RUNS, {}, { inPage: 0 })
    expect(await page.locator('#curves canvas').count()).toBe(0)
    await page.locator('#curves select').first().selectOption('history.loss')
    await page.locator('#curves canvas').waitFor()
    expect(problems).toEqual([])
    rmSync(join(pages.folder, 'toy.files'), { recursive: true })
    await page.reload()
    await page.getByText('is not beside this page').first().waitFor()
  })

  it('shows what is hostile as it stands, executes nothing of it, and asks no network', async () => {
    const runs = HOSTILE.map((text): TestRun => ({
      name: text,
      config: { [text]: text, also: text },
      metrics: { [text]: 1 },
      details: { curves: { [text]: [1, 2] }, log: { text, cut: 0 }, execution: [[text, text]] },
    }))
    const outputs = HOSTILE.flatMap((text): PageData['outputs'] => [
      { ...FACT, name: text, text, said: [text], others: [text] },
      { ...FACT, kind: 'figure', name: text, picture: text, alt: text },
      {
        ...FACT,
        kind: 'table',
        name: text,
        grid: [
          ['', text],
          [text, text],
        ],
      },
    ])
    const page = await open(runs, {
      title: HOSTILE[0]!,
      tasks: [{ task: HOSTILE[1]!, notes: HOSTILE }],
      outputs,
      notes: { 0: HOSTILE[0]! },
    })
    expect(await page.locator('#runs tbody th').count()).toBe(HOSTILE.length)
    for (const [index, text] of HOSTILE.entries()) {
      if (text === '\ud800') continue
      expect((await names(page))[index]).toBe(text)
      await page.locator('#runs tbody th button').nth(index).click()
      expect(await page.locator('#run .log').textContent()).toBe(text)
    }
    await page.locator('#curves select').first().selectOption(HOSTILE[1]!)
    await page.locator('#filter').fill(HOSTILE[0]!)
    await page.locator('#filter').blur()
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false)
    expect(
      await page
        .locator('main script, iframe, object, embed, a[href], img:not([src^="data:image/svg+xml;base64,"])')
        .count(),
    ).toBe(0)
    expect(problems).toEqual([])
  })

  it('has a policy that stops a script even where markup got in', async () => {
    const page = await open(RUNS)
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="pwned = 1"><a id="trap" href="javascript:void(pwned = 1)">x</a>')`,
    )
    await page.evaluate(`document.getElementById('trap').click()`)
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<script>parent.pwned = 1</script>' }))`,
    )
    await page.waitForTimeout(300)
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false)
    expect(problems.join('\n')).toContain('Content Security Policy')
  })

  it.each(['light', 'dark'] as const)('has nothing that axe finds wrong, in %s', async (scheme) => {
    const outputs: PageData['outputs'] = [
      FACT,
      { ...FACT, kind: 'claim', name: 'toy.better', holds: false },
      {
        ...FACT,
        kind: 'table',
        name: 'toy/main',
        grid: [
          ['', 'accuracy'],
          ['adam', '0.9'],
        ],
      },
    ]
    const page = await open(RUNS, { outputs, notes: { 5: 'out of memory' } }, { colorScheme: scheme })
    await page.getByRole('button', { name: 'optimizer=sgd+seed=2' }).click()
    await page.getByLabel('compare optimizer=adam+seed=0').check()
    await page.getByLabel('compare optimizer=sgd+seed=0').check()
    for (const summary of await page.locator('summary').all()) await summary.click()
    await page.evaluate(readFileSync(require.resolve('axe-core'), 'utf8'))
    // That names are far enough apart for a finger is asked of nobody unless it is said.
    const { violations } = await page.evaluate<AxeResults>(`axe.run({ rules: { 'target-size': { enabled: true } } })`)
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })

  it('is used by keys alone, and keeps the focus where it was', async () => {
    const page = await open(RUNS)
    const focused = (): Promise<string | null> => page.evaluate('document.activeElement.textContent')
    const reach = async (text: string): Promise<void> => {
      for (let left = 60; left > 0; left--) {
        await page.keyboard.press('Tab')
        if ((await focused()) === text) return
      }
      throw new Error(`Tab does not lead to ${text}`)
    }
    await reach('val.loss')
    await page.keyboard.press('Enter')
    expect(await focused()).toBe('val.loss ▼')
    expect((await names(page))[0]).toBe('optimizer=sgd+seed=1')
    await page.keyboard.press('Enter')
    expect(await focused()).toBe('val.loss ▲')
    await page.keyboard.press('Tab')
    await reach('optimizer=adam+seed=0')
    await page.keyboard.press('Enter')
    expect(await focused()).toBe('One run')
    await reach('adam')
    await page.keyboard.press('Enter')
    expect(await page.locator('#filter').inputValue()).toBe('optimizer=adam')
  })

  it('keeps what was chosen when it loads itself again, which it does when there is a newer one', async () => {
    const live = { script: 'toy.live.js', revision: 'one' }
    const page = await open(RUNS, {}, { live })
    await page.locator('#filter').fill('optimizer=sgd')
    await page.getByText('3 of 6 runs').waitFor()
    writeReport(
      pages.folder,
      reportFiles(testPage(RUNS.slice(0, 5)), await pageCode(), { name: 'toy', live: { ...live, revision: 'two' } }),
    )
    writeWholeSync(join(pages.folder, live.script), 'bocasLive("two",true)\n')
    await page.getByText('2 of 5 runs').waitFor()
    writeWholeSync(join(pages.folder, live.script), 'bocasLive("two",false)\n')
    await page.getByText('The report is not watched any more: this page stays as it is.').waitFor()
  })

  it('says when nobody has looked for long, as when the command was killed', async () => {
    const live = { script: 'toy.live.js', revision: 'one' }
    // Of a machine whose clock is years behind: only that it goes on counts.
    const tell = (at: number): void => writeWholeSync(join(pages.folder, live.script), `bocasLive("one",true,${at})\n`)
    tell(1)
    const page = await open(RUNS, {}, { live })
    await page.getByText('This page is being watched').waitFor()
    // Each time that the page asks, half a minute has gone by.
    await page.evaluate(() => {
      const now = Date.now
      let ahead = 0
      Date.now = () => now() + (ahead += 30_000)
    })
    await page.getByText(/^Nobody has looked since .*: is report --watch still there\?$/).waitFor()
    tell(2)
    await page.getByText('This page is being watched').waitFor()
  })

  it('keeps what is under the hand when it loads itself again: the focus, words half typed, and what is open', async () => {
    const live = { script: 'toy.live.js', revision: 'one' }
    const revise = async (revision: string): Promise<void> => {
      writeReport(
        pages.folder,
        reportFiles(testPage(RUNS, MORE), await pageCode(), { name: 'toy', live: { ...live, revision } }),
      )
      writeWholeSync(join(pages.folder, live.script), `bocasLive("${revision}",true)\n`)
      await page.waitForFunction(
        (now) => (globalThis as unknown as Browsing).document.getElementById('live')?.textContent.includes(now),
        revision,
      )
    }
    const MORE = { outputs: [FACT], notes: { 5: 'out of memory' } }
    const page = await open(RUNS, MORE, { live })
    await page.locator('#facts summary').click()
    await page.locator('#filter').pressSequentially('optimizer=sgd')
    await page.keyboard.press('ArrowLeft')
    await revise('two')
    expect(await page.evaluate('[document.activeElement.id, document.activeElement.selectionStart]')).toEqual([
      'filter',
      12,
    ])
    await page.getByText('3 of 6 runs').waitFor()
    expect(await page.locator('details').evaluateAll((all) => all.map((one) => one.hasAttribute('open')))).toEqual([
      false,
      false,
      true,
    ])
    for (const name of ['Runs and metrics', 'val.loss', '5 kept'])
      for (const revision of [`${name} a`, `${name} b`]) {
        await page.getByRole('button', { name }).first().focus()
        await revise(revision)
        expect(await page.evaluate('document.activeElement.textContent')).toContain(name)
      }
  })

  it('is printed without what is of use on a screen only', async () => {
    const page = await open(RUNS)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#filter').isVisible()).toBe(false)
    expect(await page.locator('nav').isVisible()).toBe(false)
    expect(await page.locator('#runs table').isVisible()).toBe(true)
    const style = await page.evaluate(
      '(({ overflowY, maxHeight }) => [overflowY, maxHeight])(getComputedStyle(document.querySelector("#runs .wide")))',
    )
    expect(style).toEqual(['visible', 'none'])
  })

  it('of no runs, of one, and of ten thousand, is a page', async () => {
    const none = await open([])
    expect(await none.locator('#runs').innerText()).toContain('0 runs')
    const one = await open(RUNS.slice(0, 1))
    expect(await one.locator('#runs').innerText()).toMatch(/\b1 run\b/)
    await one.locator('#filter').fill('nothing')
    await one.getByText('0 of 1 run', { exact: true }).waitFor()
    const many = Array.from({ length: 10_000 }, (_, seed): TestRun => ({
      ...RUNS[seed % 6]!,
      name: `n=${seed}`,
      seed,
      config: { n: seed % 100, seed },
    }))
    const page = await open(many)
    expect(await page.locator('#runs tbody tr').count()).toBe(100)
    await page.getByRole('button', { name: 'Last' }).click()
    expect((await names(page)).at(-1)).toBe('n=9999')
    await page.getByRole('button', { name: 'Mean over seeds' }).click()
    expect(await page.locator('#runs tbody tr').count()).toBe(100)
    expect(problems).toEqual([])
  })
})
