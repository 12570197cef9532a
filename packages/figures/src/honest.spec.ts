import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readFacts, readProvenance, type AnyRuns } from 'bocas/internal'
import { defineFigures } from './define-figures'
import { type Kit } from './kit/types'
import { type run, testFolder, testJob, writeResult } from './test-results'

/** Two optimizers; the rates 0.001 and 0.01 of each have one validation mean and differ in the test. */
async function drawn(draw: (kit: Kit<Parameters<typeof run>[0], Awaited<ReturnType<typeof run>>>) => void) {
  const folder = await testFolder()
  const runs = []
  for (const optimizer of ['sgd', 'adam'] as const)
    for (const lr of [0.001, 0.01])
      for (const seed of [0, 1]) {
        const config = { optimizer, model: { lr }, seed }
        const output = {
          val: {
            accuracy:
              (optimizer === 'sgd' && lr === 0.01) || seed === 1 ? 0.9 : 0.9 + lr * Number(optimizer === 'adam'),
          },
          test: { accuracy: 0.8 + lr + seed / 100, loss: 0.1 },
          seconds: 1,
        }
        runs.push(await writeResult(folder, 'toy', `${optimizer}+${lr}+${seed}`, config, output))
      }
  const job = testJob(folder, runs)
  const report = await defineFigures<typeof run>(draw).render(job)
  return { job, report }
}
const BY = { each: 'optimizer', by: 'val.accuracy', max: true } as const
const TIE = 'lr = 0.001 and lr = 0.01 tie on val.accuracy (sgd): lr = 0.001, the first in the sweep, is taken'

describe('a tie', () => {
  it('reaches table, figure, facts, provenance and the log', async () => {
    const { job, report } = await drawn(({ runs, table, bars, compare, fact, mean, difference, claim }) => {
      const best = runs.select(BY)
      const main = compare(best, { rows: 'optimizer', metric: 'test.accuracy', better: 'max' })
      table('runs', best, { rows: 'optimizer', show: 'test.accuracy', better: 'max' })
      table('compared', main, {})
      bars('bars', best, { x: 'optimizer', y: 'test.accuracy' })
      claim('ahead', main.gap('adam', 'sgd'), { better: true })
      claim('first', main.best(), { is: 'adam' })
      claim('all', { sgd: mean(best.only({ optimizer: 'sgd' }), 'test.accuracy') }, { above: 0 })
      fact('best', main.best())
      fact('wins', main.wins('sgd'))
      fact('gap', main.gap('sgd', 'adam'))
      fact('sgd', mean(best.only({ optimizer: 'sgd' }), 'test.accuracy'))
      fact(
        'gain',
        difference(
          mean(best.only({ optimizer: 'sgd' }), 'test.accuracy'),
          mean(best.only({ optimizer: 'adam' }), 'test.accuracy'),
        ),
      )
    })
    for (const file of [
      join(job.into.tables, 'runs.md'),
      join(job.into.tables, 'compared.md'),
      join(job.into.figures, 'bars.alt.txt'),
    ]) {
      // No line ends between a sign and its number.
      const text = (await readFile(file, 'utf8')).replaceAll('\u00a0', ' ')
      expect(text.replaceAll('val accuracy', 'val.accuracy')).toContain(TIE)
    }
    const { facts } = await readFacts(job.into.facts)
    for (const [name, fact] of Object.entries(facts)) expect([name, fact.forms!['note']]).toEqual([name, TIE])
    const provenance = await readProvenance(job.into.provenance)
    for (const shown of [
      ...Object.values(provenance.facts),
      ...Object.values(provenance.claims!),
      ...Object.values(provenance.tables),
      ...Object.values(provenance.figures),
    ])
      expect(shown.said).toEqual([TIE])
    expect(provenance.ties).toEqual([TIE])
    expect(report.notes).toEqual([`${TIE} → in table runs, table compared, figure bars and 8 more`])
  })

  it('is decided where the author has said what is taken, and said nevertheless', async () => {
    for (const tie of ['first', { 'model.lr': 'min' }] as const) {
      const { job, report } = await drawn(({ runs, fact, compare, bars }) => {
        const best = runs.select({ ...BY, tie })
        fact('best', compare(best, { rows: 'optimizer', metric: 'test.accuracy', better: 'max' }).best())
        bars('bars', best, { x: 'optimizer', y: 'test.accuracy' })
      })
      expect((await readProvenance(job.into.provenance)).ties).toBeUndefined()
      expect(report.notes[0]).toContain('lr = 0.001 and lr = 0.01 tie on val.accuracy (sgd): lr = 0.001, the ')
    }
  })

  it('is nothing where there is none', async () => {
    const { job, report } = await drawn(({ runs, fact, mean }) => {
      fact('adam', mean(runs.select(BY).only({ optimizer: 'adam' }), 'test.accuracy'))
      fact('all', mean(runs.only({ optimizer: 'adam', model: { lr: 0.01 } }), 'test.accuracy'))
    })
    expect((await readFacts(job.into.facts)).facts['all']!.forms).not.toHaveProperty('note')
    expect(report.notes).toEqual([])
  })
})

describe('by what settings were chosen', () => {
  const accuracy = 'test.accuracy' as never
  const shows: Record<string, (kit: Kit<never, never>, best: never) => void> = {
    bars: ({ bars }, best) => bars('x', best, { x: 'optimizer', y: 'test.accuracy' } as never),
    panels: ({ panels }, best) =>
      panels('x', {}, (plots) => plots.bars('x', best, { x: 'optimizer', y: 'test.accuracy' } as never)),
    plot: ({ plot }, best) =>
      plot('x', best, { type: 'bar', data: { labels: ['a'], datasets: [{ data: [1] }] } } as never, {
        alt: 'A bar.',
      }),
    table: ({ table }, best) => table('x', best, { rows: 'optimizer', show: accuracy, better: 'max' } as never),
    compare: ({ compare, table }, best) =>
      table('x', compare(best, { rows: 'optimizer', metric: accuracy, better: 'max' } as never) as never, {}),
    mean: ({ mean, fact }, best) => fact('x', mean(best, accuracy, { over: ['optimizer', 'model'] as never })),
    'mean of groups': ({ mean, fact }, best) =>
      fact(
        'x',
        mean((best as AnyRuns).groupBy('optimizer') as never, () => 1),
      ),
    count: ({ count, fact }, best) => fact('x', count(best)),
    shared: ({ shared, fact }, best) =>
      fact(
        'x',
        shared(best, () => 'cnn'),
      ),
    label: ({ label, fact }, best) => fact('x', label('Adam', best)),
    correlate: ({ correlate, fact }, best) =>
      fact(
        'x',
        correlate(best, accuracy, (result) => result.metric(accuracy) ** 2),
      ),
    geometricMean: ({ geometricMean, fact }, best) =>
      fact('x', geometricMean(best, accuracy, { over: ['optimizer', 'model'] as never })),
  }
  it.each(Object.entries(shows))('is written down of what %s shows', async (_, show) => {
    const { job } = await drawn((kit) => show(kit as never, kit.runs.select({ ...BY, tie: 'first' }) as never))
    const { chosen } = await readProvenance(job.into.provenance)
    expect(chosen).toEqual([{ by: 'val.accuracy', best: 'max', each: ['optimizer'], tasks: ['toy'] }])
  })

  it('is nothing where nothing was chosen, and each once where several were', async () => {
    const none = await drawn(({ runs, bars }) => bars('x', runs, { x: 'model.lr', y: 'test.loss', by: 'optimizer' }))
    expect(await readProvenance(none.job.into.provenance)).not.toHaveProperty('chosen')
    const two = await drawn(({ runs, fact, count }) => {
      const [up, down] = [
        runs.select({ ...BY, tie: 'first' }),
        runs.select({ each: ['optimizer', 'seed'], by: 'val.accuracy', min: true, tie: 'first' }),
      ]
      for (const [at, one] of [up, down, up].entries()) fact(`n${at}`, count(one))
    })
    expect((await readProvenance(two.job.into.provenance)).chosen).toEqual([
      { by: 'val.accuracy', best: 'max', each: ['optimizer'], tasks: ['toy'] },
      { by: 'val.accuracy', best: 'min', each: ['optimizer', 'seed'], tasks: ['toy'] },
    ])
  })
})

describe('picked seeds', () => {
  const shows: Record<string, (kit: Kit<never, never>, runs: never, optimistic?: string) => void> = {
    'mean of groups': ({ mean }, runs, optimistic) =>
      void mean((runs as AnyRuns).groupBy('seed') as never, () => 1, { optimistic }),
    mean: ({ mean }, runs, optimistic) => void mean(runs, 'test.accuracy' as never, { optimistic }),
    table: ({ table }, runs, optimistic) =>
      table('x', runs, { rows: 'optimizer', show: 'test.accuracy', better: 'max', optimistic } as never),
    bars: ({ bars }, runs, optimistic) => bars('x', runs, { x: 'optimizer', y: 'test.accuracy', optimistic } as never),
    heatmap: ({ heatmap }, runs, optimistic) =>
      heatmap('x', runs, { x: 'optimizer', y: 'model.lr', show: 'test.accuracy', optimistic } as never),
    scatter: ({ scatter }, runs, optimistic) =>
      scatter('x', runs, { x: 'seconds', y: 'test.accuracy', optimistic } as never),
    compare: ({ compare }, runs, optimistic) =>
      void compare(runs, { rows: 'optimizer', metric: 'test.accuracy', better: 'max', optimistic } as never),
  }
  it.each(Object.entries(shows))('are refused by %s, unless it is said why', async (_, show) => {
    const with_ = (optimistic?: string) =>
      drawn((kit) =>
        show(kit as never, kit.runs.only({ seed: 1, optimizer: 'adam', model: { lr: 0.01 } }) as never, optimistic),
      )
    await expect(with_()).rejects.toThrow(
      "these runs have 1 of the 2 seeds of a setting (1): picked seeds show what was picked; show all seeds, or say why: optimistic: 'seed 1 alone, as an example'",
    )
    const { report } = await with_('as an example')
    if (report.written.length > 2) expect(report.notes[0]).toContain('1 of the 2 seeds of a setting (1)')
  })
})
