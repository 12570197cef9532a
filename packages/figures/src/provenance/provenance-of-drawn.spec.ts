import { checkMade, mean as meanOf, readProvenance, sd as sdOf, type ShownProvenance } from 'bocas/internal'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { defineFigures } from '../define-figures'
import { type run, testFolder, testJob, testOutput, writeResults } from '../test-results'

const SEEDS = [0, 1, 2, 3]
const runNames = (optimizer: string, lr: number) =>
  SEEDS.map((seed) => `toy/optimizer=${optimizer}+lr=${lr}+seed=${seed}`)

const figures = defineFigures<typeof run>(
  ({ runs, lines, scatter, table, fact, mean, label }) => {
    const adam = runs.only({ optimizer: 'adam', model: { lr: 0.1 } })
    lines('curves', adam, { y: 'history.loss' })
    scatter('all', runs, { x: 'seconds', y: 'test.loss' })
    table('main', runs, { rows: 'optimizer', cols: 'model.lr', show: 'test.accuracy', better: 'max', as: 'percent' })
    fact('adam', mean(adam, 'test.accuracy'), { as: 'percent' })
    fact('best', label('adam', adam))
  },
  { renderer: { name: 'none', render: async () => new Uint8Array() } },
)

describe('beside what is drawn', () => {
  it('stands which runs it was made from, with their keys, and the number that each gave', async () => {
    const folder = await testFolder()
    const job = testJob(folder, await writeResults(folder))
    const { written } = await figures.render(job)
    expect(written).toContain(job.into.provenance)
    const { task, runs, figures: drawn, facts, tables } = await readProvenance(job.into.provenance)
    expect(task).toBe('toy')
    expect(drawn.curves!.runs).toEqual(runNames('adam', 0.1))
    expect(drawn.all!.runs).toHaveLength(24)
    const accuracies = SEEDS.map((seed) => testOutput({ optimizer: 'adam', model: { lr: 0.1 }, seed }).test.accuracy)
    expect(facts.adam).toEqual({
      runs: runNames('adam', 0.1),
      metric: 'test.accuracy',
      values: accuracies,
      formula: 'mean of test.accuracy',
    })
    expect(facts.best).toEqual({ runs: runNames('adam', 0.1) })
    expect(tables.main!.cells.map(({ row, column }) => [...row, ...column].join(' '))).toEqual([
      'sgd 0.001',
      'sgd 0.01',
      'sgd 0.1',
      'adam 0.001',
      'adam 0.01',
      'adam 0.1',
    ])
    const { mean, sd } = tables.main!.cells[5]!
    expect([mean, sd]).toEqual([meanOf(accuracies), sdOf(accuracies)])
    expect(tables.main!.cells[5]).toMatchObject({
      runs: facts.adam!.runs,
      metric: 'test.accuracy',
      values: accuracies,
      text: '92.7 ± 0.5 %',
      as: 'percent',
    })
    const [first] = job.runs
    expect(runs[`toy/${first!.name}`]).toEqual({ key: first!.key, config: first!.config, seed: first!.seed })
    expect(Object.keys(runs)).toHaveLength(24)
  })

  it('a draft names the runs that are there, and no others', async () => {
    const folder = await testFolder()
    const expected = await writeResults(folder)
    const gone = expected.find(({ name }) => name === 'optimizer=adam+lr=0.1+seed=2')!
    rmSync(join(gone.dir, 'result.json'))
    const job = testJob(folder, expected, { draft: true })
    await figures.render(job)
    const { runs, facts, figures: drawn } = await readProvenance(job.into.provenance)
    expect(facts.adam!.runs).toEqual(runNames('adam', 0.1).filter((name) => !name.endsWith('seed=2')))
    expect(drawn.curves!.runs).toHaveLength(3)
    expect(Object.keys(runs)).toHaveLength(23)
  })
})

const NOTHING = { renderer: { name: 'none', render: async () => new Uint8Array([1]) } }

/** What stands in the provenance of the facts that some figures state. */
async function factsOf(
  draw: Parameters<typeof defineFigures<typeof run>>[0],
): Promise<Record<string, ShownProvenance>> {
  const folder = await testFolder()
  const job = testJob(folder, await writeResults(folder))
  await defineFigures<typeof run>(draw, NOTHING).render(job)
  expect(await checkMade('toy', job.into)).toEqual([])
  return (await readProvenance(job.into.provenance)).facts
}

describe('every number of a fact', () => {
  it('knows its runs, however it came about', async () => {
    const facts = await factsOf(({ runs, fact, mean, difference, ratio, compare, count, shared, label }) => {
      const at = (optimizer: 'adam' | 'sgd') => runs.only({ optimizer, model: { lr: 0.1 } })
      const adam = mean(at('adam'), 'test.accuracy')
      fact('copied', { ...adam })
      fact('gap', difference(adam, mean(at('sgd'), 'test.accuracy')))
      fact('paired', difference(mean(at('adam'), 'val.accuracy'), adam))
      fact('ratio', ratio(mean(at('adam'), 'seconds'), mean(at('sgd'), 'seconds')))
      const main = compare(runs.only({ model: { lr: 0.1 } }), {
        rows: 'optimizer',
        metric: 'test.accuracy',
        better: 'max',
      })
      fact('tested', main.gap('adam', 'sgd'), { as: 'points' })
      fact('wins', main.wins('adam'))
      fact('leader', main.best())
      fact('runs', count(runs))
      fact('some', count(at('adam'), { of: runs }))
      fact(
        'epochs',
        shared(at('adam'), (result) => result.column('history.loss').length),
      )
      fact(
        'birds',
        shared(at('adam'), () => ({ count: 3, of: 4 })),
      )
      fact(
        'rate',
        shared(at('adam'), ({ config }) => config.model.lr),
      )
      fact(
        'own',
        mean(at('adam'), (result) => 1 - result.metric('test.accuracy')),
      )
      fact(
        'seeds',
        mean(at('adam').groupBy('seed'), ({ runs: ofSeed }) => ofSeed.length),
      )
      fact(
        'words',
        label((all) => `${all.length} of them`, at('adam')),
      )
    })
    const told = (name: string) => {
      const { formula, test, terms, metric, values } = facts[name]!
      const ofTerms = terms?.map(
        (term) => `${term.name}:${term.metric ?? ''}:${term.values.length}/${term.runs.length}`,
      )
      return [formula, ...(test === undefined ? [] : [test]), ...(ofTerms ?? [`${metric}:${values?.length}`])]
    }
    expect(Object.fromEntries(Object.keys(facts).map((name) => [name, told(name)]))).toEqual({
      copied: ['mean of test.accuracy', 'test.accuracy:4'],
      gap: ['mean(a) − mean(b), of independent runs', 'a:test.accuracy:4/4', 'b:test.accuracy:4/4'],
      paired: ['mean(a) − mean(b), paired run by run', 'a:val.accuracy:4/4', 'b:test.accuracy:4/4'],
      ratio: ['mean(a) / mean(b), of independent runs', 'a:seconds:4/4', 'b:seconds:4/4'],
      tested: [
        'mean(adam) − mean(sgd)',
        expect.stringMatching(/^welch: t -14\.69, df 6, p 0\.00000625\d, after Holm's correction 0\.00000625\d$/),
        'adam:test.accuracy:4/4',
        'sgd:test.accuracy:4/4',
      ],
      wins: [
        'columns in which the mean of adam is above that of sgd',
        'adam:test.accuracy:4/4',
        'sgd:test.accuracy:4/4',
      ],
      leader: ['the row with the highest mean of test.accuracy', 'sgd:test.accuracy:4/4', 'adam:test.accuracy:4/4'],
      runs: ['the number of runs', 'these::0/24'],
      some: ['the number of runs', 'these::0/4', 'of::0/24'],
      epochs: ['what each run has', 'value::4/4'],
      birds: ['what each run has', 'value::4/4'],
      rate: ['what each run has', 'value::4/4'],
      own: ['mean of a number that figures.ts computes from each run', 'value::4/4'],
      seeds: [
        'mean of a number that figures.ts computes from each group of runs',
        ...['0::1/1', '1::1/1', '2::1/1', '3::1/1'],
      ],
      words: ['words that figures.ts computes from these runs', 'runs::0/4'],
    })
  })
})
