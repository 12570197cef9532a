import { where } from '../../../../tools/jest/where'
import { FACT, forEachPage, RUNS } from './test-browser'
import type { TestRun } from './test-page'

/** Seeds that have logged at other intervals. */
const STEPPED: readonly TestRun[] = RUNS.map((run, at) => ({
  ...run,
  details: {
    curves: {
      'history.step': at % 3 === 2 ? [100, 1000] : [100, 200, 1000],
      'history.epoch': at % 3 === 2 ? [1, 2] : [1, 2, 3],
      'history.loss': at % 3 === 2 ? [6, 4] : [3, 2, 1],
    },
  },
}))

where('chromium').describe('what a reader chooses on the page', () => {
  const { open, problems } = forEachPage()

  it('is kept in its address, whatever it is', async () => {
    const page = await open(STEPPED)
    const boxes = `[...document.querySelectorAll('select')].map(({ value }) => value)`
    const count = await page.locator('select').count()
    // Curve, over, coloured by, as, shaded by: of each another one than is taken where nothing is chosen.
    expect(count).toBe(5)
    for (let index = count - 1; index >= 0; index--) {
      const select = page.locator('select').nth(index)
      const values = await select
        .locator('option')
        .evaluateAll((options) => options.map((one) => (one as unknown as { value: string }).value))
      const now = await select.inputValue()
      await select.selectOption(values.findLast((value) => value !== now)!)
    }
    const chosen = await page.evaluate(boxes)
    await page.reload()
    expect(await page.evaluate(boxes)).toEqual(chosen)
    expect(problems).toEqual([])
  })

  it('of curves is over what they were recorded: steps, and averages where the runs of a group agree', async () => {
    const page = await open(STEPPED)
    const over = page.locator('select[data-focus=over]')
    expect(await over.locator('option').allTextContents()).toEqual(['step', 'epoch', 'row of the series'])
    const heads = (): Promise<string[]> => page.locator('#curves thead th').allTextContents()
    expect(await heads()).toEqual(['optimizer', 'last step', 'last value'])
    // The mean of 1, 1 and 4 at step 1000; of the rows it would be that of 2, 2 and 4.
    const [adam] = await page.locator('#curves tbody tr').allInnerTexts()
    expect(adam).toMatch(/adam \(3 runs\) mean at 2 of 3 places: where all 3 have a row\s+1000\s+2$/)
    await over.selectOption('row of the series')
    expect(await heads()).toEqual(['optimizer', 'last row of the series', 'last value'])
    expect(await page.locator('#curves .plot').getAttribute('aria-label')).toContain(
      'history.loss over row of the series',
    )
  })

  it.each<[string, number[]]>([
    ['nearly equal', [1.0000001, 1.0000002, 1.0000003]],
    ['equal but for rounding', [0.3, 0.30000000000000004, 0.3]],
    ['very small and very large', [1e-300, -1e300, 1e300]],
  ])('draws values that are %s', async (_what, loss) => {
    const page = await open(RUNS.map((run) => ({ ...run, details: { curves: { 'history.loss': loss } } })))
    await page.locator('#curves canvas').waitFor()
    expect(problems).toEqual([])
  })

  it('says how many runs have no such column, and draws the others', async () => {
    const page = await open(
      STEPPED.map((run, at) => (at === 0 ? { ...run, details: { curves: { 'history.loss': [3, 2, 1] } } } : run)),
    )
    await page.getByText('1 run left out: no step is recorded for each row of history.loss').waitFor()
    await page.getByText('adam (2 runs)').waitFor()
  })
})

where('chromium').describe('why a run stands as it does', () => {
  const { open, problems } = forEachPage()
  const notes = { 1: 'out of memory', 4: 'out of memory', 5: 'it threw\nat line 3' }
  const runs = RUNS.map((run, at): TestRun => ({ ...run, state: at in notes ? 'failed' : 'kept' }))

  it('is said once for all runs of which it holds, in words that stand on the page', async () => {
    const page = await open(runs, { notes })
    expect(await page.locator('#why li[value]').allInnerTexts()).toEqual([
      expect.stringMatching(/^2 failed: out of memory\s+which/),
      expect.stringMatching(/^1 failed: it threw\nat line 3\s+which/),
    ])
    expect((await page.locator('#runs td.state').allInnerTexts()).map((text) => text.trim())).toEqual([
      'kept',
      'failed [1]',
      'kept',
      'kept',
      'failed [1]',
      'failed [2]',
    ])
    // By no mouse alone.
    expect(
      await page
        .locator('main [title]:not(abbr)')
        .evaluateAll((all) => all.filter((one) => one.title !== one.textContent).length),
    ).toBe(0)
  })

  it('is reached from the row by a key, and follows the filter', async () => {
    const page = await open(runs, { notes })
    await page.getByRole('button', { name: '[2] it threw' }).focus()
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.textContent')).toContain('at line 3')
    await page.locator('#filter').fill('optimizer=adam')
    await page.getByText('1 failed: out of memory').waitFor()
    expect(await page.locator('#why li[value]').count()).toBe(1)
    await page.locator('#filter').fill('state=kept')
    await page.getByText('None of these runs has one.').waitFor()
    expect(problems).toEqual([])
  })

  it.each<[number, string, number[]]>([
    [12, '', [12]],
    [13, 'Show 1 more', [12, 13]],
    [1500, 'Show 100 of 1488 more runs', [12, 112, 1112, 1500]],
  ])('has all of its %d runs, by keys too', async (count, said, shown) => {
    const many = Array.from({ length: count }, (_, at): TestRun => ({
      name: `lr=${at}`,
      config: { lr: at },
      state: 'failed',
    }))
    const page = await open(many, {
      notes: Object.fromEntries(many.map((_, at) => [at, 'out of memory'])),
      outputs: [{ ...FACT, runs: [], others: many.map(({ name }) => `other/${name}`) }],
    })
    for (const place of ['#why', '#facts']) {
      const summary = page.locator(`${place} summary`)
      await summary.focus()
      await page.keyboard.press('Enter')
      const items = page.locator(`${place} details li:not(:has(.more))`)
      const more = page.locator(`${place} .more`)
      expect(await more.allInnerTexts()).toEqual(said === '' ? [] : [said])
      for (const [index, length] of shown.entries()) {
        expect(await items.count()).toBe(length)
        if (index === shown.length - 1) break
        await more.focus()
        await page.keyboard.press('Enter')
        expect(await page.evaluate('document.activeElement.textContent')).toContain(`lr=${length}`)
      }
      expect(await more.count()).toBe(0)
    }
  })

  it('says on paper how many of its runs are left out, and where they are', async () => {
    const many = Array.from({ length: 20 }, (_, at): TestRun => ({
      name: `lr=${at}`,
      config: { lr: at },
      state: 'failed',
    }))
    const page = await open(many, {
      notes: Object.fromEntries(many.map((_, at) => [at, 'out of memory'])),
      outputs: [{ ...FACT, runs: many.map((_, at) => at) }],
    })
    await page
      .locator('summary')
      .evaluateAll((all) => all.forEach((one) => (one as unknown as { click(): void }).click()))
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#why li').last().innerText()).toBe('and 8 more runs: they are marked [1] in the table')
    expect(await page.locator('#facts li').last().innerText()).toBe(
      'and 9 more runs: npx bocas trace toy.best names them',
    )
    expect(await page.locator('.more').first().isVisible()).toBe(false)
  })

  it('of very many reasons is shown with its run, where the list ends before it', async () => {
    const many = Array.from({ length: 101 }, (_, at): TestRun => ({
      name: `lr=${at}`,
      config: { lr: at },
      state: 'failed',
    }))
    const page = await open(many, { notes: Object.fromEntries(many.map(({ name }, at) => [at, `no ${name}`])) })
    await page.getByText('1 more reason left out; filter to see them.').waitFor()
    await page.getByRole('button', { name: 'Last' }).click()
    await page.getByRole('button', { name: '[101] no lr=100' }).click()
    await page.locator('#run').getByText('no lr=100').waitFor()
  })

  it('is told no more by what is read out by itself: the log of a run is not', async () => {
    const page = await open(runs, { notes })
    await page.locator('#runs tbody th button').first().click()
    expect(await page.locator('[aria-live] .log, [role=status] .log').count()).toBe(0)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('One run')
  })
})

where('chromium').describe('the page on a small screen', () => {
  const { open } = forEachPage()

  it('shows the values of two runs beside the names of their settings', async () => {
    const long = 'optimizer.learning_rate.schedule.warm_up_steps'
    const page = await open(
      RUNS.map((run, at) => ({
        ...run,
        name: `${long}=${at}+${run.name}`,
        config: { ...(run.config as object), [long]: at },
      })),
      {},
      { viewport: { width: 390, height: 800 } },
    )
    for (const at of [0, 4]) await page.locator('#runs input[aria-label^="compare"]').nth(at).check()
    const cells = await page
      .locator('#difference :is(th, td)')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right))
    expect(Math.max(...cells)).toBeLessThanOrEqual(390)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  })

  it.each(['light', 'dark'] as const)(
    'and on any other has heads in one band, the empty ones too, in %s',
    async (colorScheme) => {
      const grid = [
        ['', 'accuracy'],
        ['adam', '0.9'],
      ]
      const outputs = [{ kind: 'table' as const, name: 'toy/main', grid, runs: [], others: [] }]
      const page = await open(RUNS, { outputs }, { colorScheme })
      for (const at of [0, 4]) await page.locator('#runs input[aria-label^="compare"]').nth(at).check()
      const bands = await page.evaluate<string[]>(
        `[...document.querySelectorAll('thead tr')].map((row) => [...new Set([...row.children].map((cell) => getComputedStyle(cell).backgroundColor))].join(' and '))`,
      )
      expect(bands.length).toBeGreaterThanOrEqual(4)
      expect(new Set(bands).size).toBe(1)
      expect(bands[0]).not.toContain('and')
    },
  )
})
