import type { Page } from 'playwright-core'
import { where } from '../../../../tools/jest/where'
import { FACT, forEachPage, RUNS } from './test-browser'
import type { TestRun } from './test-page'

const many = (count: number): TestRun[] =>
  Array.from({ length: count }, (_, seed) => ({
    name: `lr=${seed % 7}+seed=${seed}`,
    config: { lr: seed % 7, seed },
    seed,
    metrics: { loss: seed },
  }))

/** What is there when the browser prints: asked for in the moment in which it does. */
async function whilePrinted<T>(page: Page, expression: string): Promise<T> {
  await page.evaluate(`addEventListener('beforeprint', () => (window.seen = ${expression}), { once: true })`)
  await page.pdf()
  return page.evaluate('window.seen')
}

const ROWS = `[...document.querySelectorAll('#runs tbody tr')].length`

/** Waits without asking in the page's own words: its policy lets no text be executed. */
async function comesTrue(page: Page, condition: string): Promise<void> {
  for (let left = 50; left > 0 && !(await page.evaluate(condition)); left--) await page.waitForTimeout(100)
  expect(await page.evaluate(condition)).toBe(true)
}

where('chromium').describe('the page on paper', () => {
  const { open, problems } = forEachPage()

  it.each<[runs: number, grouped: boolean, rows: number, said: string]>([
    [250, false, 250, ''],
    [250, true, 250, ''],
    [1001, false, 100, 'Rows 1–100 of 1,001; filter to print others.'],
    [1001, true, 100, 'Rows 1–100 of 1,001; filter to print others.'],
  ])('has all of %d rows (grouped: %s), or says which', async (runs, grouped, rows, said) => {
    const page = await open(many(runs).map((run, at) => ({ ...run, config: { at } })))
    if (grouped) await page.getByLabel('at', { exact: true }).check()
    expect(await whilePrinted(page, ROWS)).toBe(rows)
    expect(await page.evaluate(ROWS)).toBe(100)
    await page.emulateMedia({ media: 'print' })
    const notes = page.locator('#runs .paper').filter({ visible: true, hasText: /./ })
    expect((await notes.allTextContents()).join()).toBe(said)
  })

  it('says which page of very many rows it is', async () => {
    const page = await open(many(2050))
    await page.getByRole('button', { name: 'Last' }).click()
    expect(await page.locator('#runs .paper').allTextContents()).toContain(
      'Rows 2,001–2,050 of 2,050; filter to print others.',
    )
  })

  it('has what is closed on the screen open, and it is closed again after that', async () => {
    const page = await open(RUNS, { outputs: [FACT, { ...FACT, name: 'toy.other' }], notes: { 5: 'out of memory' } })
    await page.locator('#facts summary').first().click()
    const areOpen = `[...document.querySelectorAll('details')].map(({ open }) => open)`
    const before = await page.evaluate(areOpen)
    expect(await whilePrinted(page, areOpen)).toEqual([true, true, true, true])
    expect(await page.evaluate(areOpen)).toEqual(before)
    expect(before).toEqual([false, false, true, false])
  })

  it('cuts nothing off: logs, names, values and plots are whole', async () => {
    const long = 'a_very_long_value_that_no_column_has_room_for_'.repeat(4)
    const runs = RUNS.map((run, at): TestRun => ({
      ...run,
      name: `${run.name}+note=${long}${at}`,
      config: {
        ...(run.config as object),
        note: `${long}${at}`,
        ...Object.fromEntries(many(9).map((_, key) => [`key${key}`, at])),
      },
      details: {
        ...run.details,
        log: {
          text: many(60)
            .map(({ name }) => name)
            .join('\n'),
          cut: 0,
        },
      },
    }))
    const page = await open(runs, { outputs: [FACT], notes: { 5: long } })
    await page.locator('#runs tbody th button').first().click()
    await page.getByText('Log', { exact: true }).waitFor()
    await page.setViewportSize({ width: 720, height: 1000 })
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
    const cut = await page.evaluate(`[...document.querySelectorAll('main *')].filter((element) => {
      if (element.closest('.hidden') || element.closest('.u-wrap') || element.getClientRects().length === 0) return false
      const { overflowX, overflowY } = getComputedStyle(element)
      return (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) ||
        (overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1)
    }).map(({ outerHTML }) => outerHTML.slice(0, 200))`)
    expect(cut).toEqual([])
    // Plots hear of it a moment later.
    await comesTrue(page, 'document.documentElement.scrollWidth <= innerWidth')
    expect(problems).toEqual([])
  })

  it('says what stands on the screen in boxes: the filter, and by what is shaded', async () => {
    const page = await open(RUNS)
    await page.locator('#filter').fill('optimizer=adam,sgd')
    await page.getByText('Filter: optimizer=adam,sgd').waitFor({ state: 'attached' })
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText('Filter: optimizer=adam,sgd').isVisible()).toBe(true)
    expect(await page.getByText('Shaded by val.loss:').isVisible()).toBe(true)
  })
})
