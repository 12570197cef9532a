import { readSources } from 'bocas/core'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { defineFigures } from '../define-figures'
import { type run, testFolder, testJob, testOutput, writeResults } from '../test-results'

const SEEDS = [0, 1, 2, 3]
const runNames = (optimizer: string, lr: number) =>
  SEEDS.map((seed) => `toy/optimizer=${optimizer}+lr=${lr}+seed=${seed}`)

const figures = defineFigures<typeof run>(
  ({ runs, lines, scatter, table, fact, mean }) => {
    const adam = runs.only({ optimizer: 'adam', model: { lr: 0.1 } })
    lines('curves', adam, { y: 'history.loss' })
    scatter('all', runs, { x: 'seconds', y: 'test.loss' })
    table('main', runs, { rows: 'optimizer', cols: 'model.lr', show: 'test.accuracy', better: 'max', as: 'percent' })
    fact('adam', mean(adam, 'test.accuracy'), { as: 'percent' })
    fact('best', { label: 'adam', runs: ['toy/elsewhere'] })
  },
  { renderer: { name: 'none', render: async () => new Uint8Array() } },
)

describe('beside what is drawn', () => {
  it('stands which runs it was made from, with their keys, and the number that each gave', async () => {
    const folder = await testFolder()
    const job = testJob(folder, await writeResults(folder))
    const { written } = await figures.render(job)
    expect(written).toContain(job.into.sources)
    const { task, runs, figures: drawn, facts, tables } = await readSources(job.into.sources)
    expect(task).toBe('toy')
    expect(drawn.curves).toEqual({ runs: runNames('adam', 0.1) })
    expect(drawn.all!.runs).toHaveLength(24)
    const accuracies = SEEDS.map((seed) => testOutput({ optimizer: 'adam', model: { lr: 0.1 }, seed }).test.accuracy)
    expect(facts.adam).toEqual({ runs: runNames('adam', 0.1), metric: 'test.accuracy', values: accuracies })
    expect(facts.best).toEqual({ runs: ['toy/elsewhere'] })
    expect(tables.main!.cells.map(({ row, column }) => [...row, ...column].join(' '))).toEqual([
      'sgd 0.001',
      'sgd 0.01',
      'sgd 0.1',
      'adam 0.001',
      'adam 0.01',
      'adam 0.1',
    ])
    expect(tables.main!.cells[5]).toMatchObject({ metric: 'test.accuracy', ...facts.adam, text: '92.7 ± 0.5 %' })
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
    const { runs, facts, figures: drawn } = await readSources(job.into.sources)
    expect(facts.adam!.runs).toEqual(runNames('adam', 0.1).filter((name) => !name.endsWith('seed=2')))
    expect(drawn.curves!.runs).toHaveLength(3)
    expect(Object.keys(runs)).toHaveLength(23)
  })
})
