import { formatError, readFacts, series } from 'bocas/internal'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { defineFigures, FIGURES } from './define-figures'
import { type Figure } from './figure/figure'
import { everything, FIGURE_NAMES } from './test-figures'
import { type run, testFolder, testJob, testOutput, writeResult, writeResults } from './test-results'

/** Drawing takes seconds on a busy machine. */
jest.setTimeout(60_000)

/** A renderer that keeps what it is asked to draw. */
function recorder() {
  const figures = new Map<string, Figure>()
  const renderer = {
    name: 'recorder',
    render: async (figure: Figure) => {
      figures.set(figure.name, figure)
      return new Uint8Array()
    },
  }
  return { figures, renderer }
}

describe('figures of a task', () => {
  it('have their renderer make itself ready once, when the first figure is asked for', async () => {
    const folder = await testFolder()
    const runs = await writeResults(folder)
    const steps: string[] = []
    const renderer = {
      name: 'counted',
      prepare: () => void steps.push('ready'),
      render: async ({ name }: Figure) => (steps.push(name), new Uint8Array()),
    }
    const tables = defineFigures<typeof run>(({ runs, fact, count }) => fact('runs', count(runs, { of: runs })), {
      renderer,
    })
    await tables.render(testJob(folder, runs))
    expect(steps).toEqual([])
    const figures = defineFigures<typeof run>(
      ({ runs, bars }) => {
        steps.push('code')
        bars('one', runs, { x: 'optimizer', y: 'test.accuracy', over: ['seed', 'model.lr'] })
        bars('two', runs, { x: 'optimizer', y: 'test.accuracy', over: ['seed', 'model.lr'] })
      },
      { renderer },
    )
    await figures.render(testJob(folder, runs))
    expect(steps).toEqual(['code', 'ready', 'one', 'one', 'one', 'two', 'two', 'two'])
  })

  it('are written as files of every format, with tables and facts', async () => {
    const folder = await testFolder()
    const report = await everything.render(testJob(folder, await writeResults(folder)))
    expect(everything[FIGURES]).toBe(true)
    expect(report.holes).toEqual([])
    expect(report.written.filter((file) => file.includes('/figures/')).map((file) => basename(file))).toEqual(
      FIGURE_NAMES.flatMap((name) => ['alt.txt', 'csv', 'pdf', 'png', 'svg'].map((ending) => `${name}.${ending}`)),
    )
    expect(report.written.every((file) => existsSync(file))).toBe(true)
    const { task, facts } = await readFacts(join(folder, 'facts', 'toy.json'))
    expect(task).toBe('toy')
    expect(facts['adam.accuracy']).toMatchObject({ kind: 'estimate', text: '94.13 ± 0.14 %', n: 4 })
    expect(facts.wins).toMatchObject({ kind: 'count', text: '8 of 8' })
    expect(facts.best).toMatchObject({ kind: 'label', text: 'adam' })
  })

  it('replace those of an earlier figures.ts', async () => {
    const folder = await testFolder()
    const job = testJob(folder, await writeResults(folder))
    await mkdir(job.into.figures, { recursive: true })
    await writeFile(join(job.into.figures, 'removed.pdf'), 'old')
    await defineFigures<typeof run>(({ runs, scatter }) =>
      scatter('new', runs, { x: 'seconds', y: 'test.loss' }),
    ).render(job)
    expect(existsSync(join(job.into.figures, 'removed.pdf'))).toBe(false)
    expect(existsSync(join(job.into.figures, 'new.pdf'))).toBe(true)
  })

  it('show means over seeds, in the order of the sweep', async () => {
    const folder = await testFolder()
    const { figures, renderer } = recorder()
    const job = testJob(folder, await writeResults(folder))
    await defineFigures<typeof run>(
      ({ runs, lines, bars }) => {
        lines('rates', runs, { y: 'test.accuracy', x: 'model.lr', by: 'optimizer', as: 'percent' })
        bars('bars', runs, { y: 'test.accuracy', x: 'model.lr', by: 'optimizer', error: 'none', points: false })
      },
      { renderer },
    ).render(job)
    const mean = (optimizer: 'sgd' | 'adam', lr: number) =>
      [0, 1, 2, 3].map((seed) => testOutput({ optimizer, model: { lr }, seed }).test.accuracy).reduce((a, b) => a + b) /
      4
    const rates = figures.get('rates') as Extract<Figure, { kind: 'lines' }>
    expect(rates.series.map(({ label }) => label)).toEqual(['sgd', 'adam'])
    expect(rates.series[1]?.points.map(({ x }) => x)).toEqual([0.001, 0.01, 0.1])
    expect(rates.series[1]?.points[1]?.y).toBeCloseTo(100 * mean('adam', 0.01), 10)
    expect(rates.series[1]?.points[1]?.low).toBeCloseTo(100 * mean('adam', 0.01) - 0.1434155, 5)
    expect(rates).toMatchObject({ note: 'mean ± sd, n = 4', y: { label: 'test accuracy (%)' }, x: { label: 'lr' } })
    const bars = figures.get('bars') as Extract<Figure, { kind: 'bars' }>
    expect(bars.x.groups).toEqual(['0.001', '0.01', '0.1'])
    expect(bars.series[0]?.bars[2]).toEqual({
      y: expect.closeTo(mean('sgd', 0.1), 10) as number,
      text: '0.877',
      n: 4,
      of: 4,
    })
  })

  it('go on with the runs that go on, say of how many each mean is, and what was not finite', async () => {
    const folder = await testFolder()
    const runs = [
      await writeResult(folder, 'toy', 'a', { seed: 0 }, { loss: series({ value: [4, 2, NaN] }) }),
      await writeResult(folder, 'toy', 'b', { seed: 1 }, { loss: series({ value: [2, 2, 2, 2] }) }),
    ]
    const { figures, renderer } = recorder()
    await defineFigures(({ runs: all, lines }) => lines('loss', all, { y: 'loss.value' }), { renderer }).render(
      testJob(folder, runs),
    )
    const figure = figures.get('loss') as Extract<Figure, { kind: 'lines' }>
    expect(figure.series[0]?.points.map(({ x, y, n, of }) => [x, y, n, of])).toEqual([
      [1, 3, 2, 2],
      [2, 2, 2, 2],
      [3, 2, 1, 2],
      [4, 2, 1, 2],
    ])
    expect(figure.note).toBe('mean ± sd, n = 2 · faint: fewer runs · 1 of 7 values not finite, left out')
    expect(figure.x.label).toBe('step')
  })
})

describe('problems', () => {
  it('of all figures come at once, each with its place, and nothing is written', async () => {
    const folder = await testFolder()
    const job = testJob(folder, await writeResults(folder))
    const broken = defineFigures<typeof run>(({ runs, lines, bars, table, fact, mean }) => {
      const options = { y: 'history.val_los', by: 'optimizer' } as never
      lines('curves', runs.only({ model: { lr: 0.1 } }), options)
      lines('curves', runs, { y: 'history.loss', by: ['optimizer', 'model.lr'] })
      bars('my bars', runs, { y: 'test.accuracy', x: 'optimizer' })
      bars('mixed', runs, { y: 'test.accuracy', x: 'optimizer' })
      bars('key', runs, { y: 'test.accuracy', x: 'optimiser' } as never)
      table('metric', runs, { rows: 'optimizer', show: 'test.acuracy', better: 'max', over: ['model.lr'] } as never)
      table('option', runs, { rows: 'optimizer', show: 'test.loss', better: 'min', colls: 'model.lr' } as never)
      table(
        'none',
        runs.only(() => false),
        { rows: 'optimizer', show: 'test.loss', better: 'min' },
      )
      table('better', runs, { rows: 'optimizer', show: 'test.loss', better: 'lower' } as never)
      fact('gain', 3 as never)
      mean(runs, 'test.accuracy')
    })
    const error = (await broken.render(job).catch((reason: unknown) => reason)) as Error
    const message = formatError(error)
    expect(message).toContain('11 problems in the figures of toy')
    expect(message).toMatch(/✖ there is no column "val_los"; did you mean `val_loss`\?.* → at .*figure curves/)
    expect(message).toContain('there is a figure "curves" already; give every figure a name of its own')
    expect(message).toMatch(/✖ the name "my bars".* → at figure my bars/)
    expect(message).toMatch(/✖ the mean of sgd would mix runs that differ in model\.lr.* → at figure mixed/)
    expect(message).toMatch(/✖ no run has a key "optimiser"; did you mean `optimizer`.* → at figure key/)
    expect(message).toMatch(/✖ there is no metric "test\.acuracy"; did you mean `test\.accuracy`.* → at .*table metric/)
    expect(message).toContain('✖ there is no option `colls`; did you mean `cols`')
    expect(message).toContain('✖ there are no runs to show; only() or its like has left none of them → at table none')
    expect(message).toContain("✖ `better` has to say 'max' or 'min' for test.loss")
    expect(message).toContain('✖ a fact is an estimate (from mean()), a count or a label, not 3 → at fact gain')
    expect(message).toMatch(/✖ the mean would mix runs.* → at the function given to defineFigures/)
    expect(existsSync(job.into.figures)).toBe(false)
    expect(existsSync(job.into.facts)).toBe(false)
  })

  it('include an error of several lines that is not one of ours', async () => {
    const folder = await testFolder()
    const job = testJob(folder, await writeResults(folder))
    const broken = defineFigures<typeof run>(() => {
      throw new Error('unexpected token\n  in the first line')
    })
    await expect(broken.render(job)).rejects.toThrow(
      '1 problem in the figures of toy\nunexpected token (at the function given to defineFigures)\n  in the first line',
    )
  })

  it('are raised when a metric is shown by which the runs were selected, unless that is said', async () => {
    const folder = await testFolder()
    const job = testJob(folder, await writeResults(folder))
    const drawn = (optimistic: boolean) =>
      defineFigures<typeof run>(({ runs, table }) => {
        const best = runs.select({ each: 'optimizer', by: 'test.accuracy', max: true, optimistic: 'a bound' })
        table('best', best, { rows: 'optimizer', show: 'test.accuracy', better: 'max', optimistic })
      }).render(job)
    await expect(drawn(false)).rejects.toThrow('these runs were chosen by test.accuracy, so its values are optimistic')
    await drawn(true)
    expect(await readFile(join(job.into.tables, 'best.md'), 'utf8')).toContain(
      'hyper-parameters chosen by test accuracy',
    )
  })

  it('draws a draft of everything from nothing', async () => {
    const folder = await testFolder()
    const runs = await writeResults(folder)
    for (const { dir } of runs) await rm(dir, { recursive: true })
    const { holes } = await everything.render(testJob(folder, runs, { draft: true }))
    expect(holes).toHaveLength(24)
  })

  it('are raised for results that are missing, unless it is a draft', async () => {
    const folder = await testFolder()
    const runs = await writeResults(folder)
    for (const lost of [runs[0], runs[1], runs[2], runs[3], runs[12]])
      await rm((lost as (typeof runs)[number]).dir, { recursive: true })
    await expect(everything.render(testJob(folder, runs))).rejects.toThrow('5 of 24 results cannot be used')

    const job = testJob(folder, runs, { draft: true })
    const { figures, renderer } = recorder()
    const report = await defineFigures<typeof run>(
      ({ runs: some, table, bars, fact, mean }) => {
        table('t', some, { rows: 'optimizer', cols: 'model.lr', show: 'test.accuracy', better: 'max' })
        bars('b', some, { y: 'test.accuracy', x: 'model.lr', by: 'optimizer' })
        fact('none', mean(some.only({ optimizer: 'sgd', model: { lr: 0.001 } }), 'test.accuracy'))
        fact('some', mean(some.only({ optimizer: 'adam', model: { lr: 0.001 } }), 'test.accuracy'))
      },
      { renderer },
    ).render(job)
    expect(report.holes).toHaveLength(5)
    expect(report.holes[0]).toMatchObject({
      task: 'toy',
      name: 'optimizer=sgd+lr=0.001+seed=0',
      problem: expect.stringContaining('missing') as string,
    })
    const written = await readFile(join(job.into.tables, 't.md'), 'utf8')
    expect(written).toContain('| sgd | — (0/4) | ')
    expect(written).toMatch(/\| adam \| 0\.\d+ ± 0\.\d+ \(3\/4\) \| \*\*0\.\d+ ± 0\.\d+\*\* \|/)
    expect(written).toContain('DRAFT, 19 of 24 runs')
    expect(figures.get('b')?.draft).toBe('19 of 24 runs')
    expect((figures.get('b') as Extract<Figure, { kind: 'bars' }>).series[0]?.bars[0]).toBeNull()
    const { facts } = await readFacts(job.into.facts)
    expect(facts.none?.text).toBe('— (0/4)')
    expect(facts.some?.text).toMatch(/^0\.\d+ ± 0\.\d+ \(3\/4\)$/)
  })
})

describe('figures of several tasks', () => {
  it('know the task as a key, and a metric that a task does not have is no column of it, or an empty cell', async () => {
    const folder = await testFolder()
    const one = async (task: string, tactic: string, output: object) =>
      Promise.all(
        [0, 1].map((seed) =>
          writeResult(folder, task, `${tactic}-${seed}`, { seed, ...{ tactic: { name: tactic } } }, output),
        ),
      )
    const runs = [
      ...(await one('mnist', 'ours', { accuracy: 0.9, top5: 0.99 })),
      ...(await one('mnist', 'theirs', { accuracy: 0.8, top5: 0.98 })),
      ...(await one('penguins', 'ours', { accuracy: 0.95 })),
      ...(await one('penguins', 'theirs', { accuracy: 0.97 })),
    ]
    type Task = (config: { tactic: { name: 'ours' | 'theirs' }; seed: number }) => { accuracy: number }
    const job = testJob(folder, runs, { task: 'paper' })
    await defineFigures<{ mnist: (config: Parameters<Task>[0]) => { accuracy: number; top5: number }; penguins: Task }>(
      ({ runs: all, table }) => {
        table('main', all, { rows: 'tactic', cols: 'task', show: ['accuracy', 'top5'], better: 'max', note: false })
        table('tasks', all.only({ tactic: 'ours' }), { rows: 'task', show: ['accuracy', 'top5'], better: 'max' })
      },
    ).render(job)
    expect(await readFile(join(job.into.tables, 'main.md'), 'utf8')).toBe(
      [
        '| tactic | mnist, accuracy ↑ | mnist, top5 ↑ | penguins, accuracy ↑ |',
        '| :--- | :---: | :---: | :---: |',
        '| ours | **0.900 ± 0** | **0.990 ± 0** | 0.950 ± 0 |',
        '| theirs | 0.800 ± 0 | 0.980 ± 0 | **0.970 ± 0** |',
        '',
      ].join('\n'),
    )
    const tasks = await readFile(join(job.into.tables, 'tasks.md'), 'utf8')
    expect(tasks).toContain('| penguins | **0.950 ± 0** | — |')
    expect(tasks).toContain('—: not run, or not measured.')
  })
})
