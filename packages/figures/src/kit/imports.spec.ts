import { importedText, readProvenance, type ImportedRun } from 'bocas/internal'
import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineFigures } from '../define-figures'
import figuresOfPage from '../../../../tools/docs/imports/figures'
import { type run, type TestConfig, testFolder, testJob, testOutput, writeResults } from '../test-results'

/** Results of the synthetic task as another program might have recorded them. */
const old = (seeds: readonly number[]): ImportedRun[] =>
  seeds.map((seed) => {
    const config: TestConfig = { optimizer: 'adam', model: { lr: 0.01 }, seed }
    const { test, val } = testOutput(config)
    return {
      name: `bold-cat-${seed}`,
      origin: `id${seed}`,
      config: { ...config },
      seed: { path: 'seed', value: seed },
      artifacts: {
        test: { kind: 'metrics', data: test },
        val: { kind: 'metrics', data: val },
        history: {
          kind: 'series',
          data: { loss: [2, 1 - 0.1 * seed] },
        },
      },
    }
  })

async function jobWith(runs: readonly ImportedRun[]) {
  const folder = await testFolder()
  const file = join(folder, 'old.jsonl')
  await writeFile(file, importedText({ from: 'mlflow', source: 'mlruns', runs }))
  return { file, job: testJob(folder, await writeResults(folder), { data: { '../old.jsonl': file } }) }
}

describe('imported results', () => {
  it('are drawn as the documentation says', async () => {
    const { job, file } = await jobWith(old([0, 1, 2, 3]))
    await figuresOfPage.render({ ...job, data: { '../../imported/old.jsonl': file } })
    const { tables, facts } = await readProvenance(job.into.provenance)
    expect(tables.joined!.cells.map(({ row, runs }) => [row, runs.length])).toEqual([
      [['sgd', '—'], 4],
      [['adam', '—'], 4],
      [['adam', '2023'], 4],
    ])
    expect(facts.before!.said).toEqual(['4 of 4 runs are imported from MLflow (mlruns), not executed here'])
  })

  it('stand beside those of runs, and whatever shows them says so', async () => {
    const { job } = await jobWith(old([0, 1]))
    const { notes } = await defineFigures<typeof run>(
      ({ runs, imported, table, bars, fact, claim, mean }) => {
        const before = imported('../old.jsonl', { optimizer_of: '2023' })
        expect(imported('../old.jsonl', { optimizer_of: '2023' })).toBe(before)
        const all = runs
          .only({ model: { lr: 0.01 } })
          .join(before)
          .join(before)
        expect([...all].filter(({ imported: mark }) => mark)).toHaveLength(2)
        table('joined', all, {
          rows: ['optimizer', 'optimizer_of'],
          show: 'test.accuracy',
          better: 'max',
          as: 'percent',
        })
        bars('beside', all, { y: 'test.accuracy', x: 'optimizer', by: 'optimizer_of' })
        fact('old', mean(before, 'test.accuracy'))
        claim('learns', { before: mean(before, 'test.accuracy') }, { above: 0.5 })
        fact('new', mean(runs.only({ optimizer: 'sgd', model: { lr: 0.01 } }), 'test.accuracy'))
      },
      { data: ['../old.jsonl'] },
    ).render(job)
    const { runs, tables, figures, facts } = await readProvenance(job.into.provenance)
    const marked = Object.entries(runs).filter(([, { imported }]) => imported)
    expect(marked).toEqual(
      [0, 1].map((seed) => [
        `imported:old/bold-cat-${seed}`,
        expect.objectContaining({ imported: { from: 'mlflow', source: 'mlruns', origin: `id${seed}` } }),
      ]),
    )
    const sentence = '2 of 10 runs are imported from MLflow (mlruns), not executed here'
    expect([tables.joined!.said, figures.beside!.said]).toEqual([[sentence], [sentence]])
    expect(facts.old!.said).toEqual(['2 of 2 runs are imported from MLflow (mlruns), not executed here'])
    expect(facts.new!.said).toBeUndefined()
    expect(notes.filter((note) => note.includes('imported'))).toHaveLength(2)
  })

  it('never go into one mean with results of runs, unless they are told to', async () => {
    const { job } = await jobWith(old([7]))
    const drawn = defineFigures<typeof run>(({ runs, imported, fact, mean }) => {
      const mine = runs.only({ optimizer: 'adam', model: { lr: 0.01 } })
      fact('mixed', mean(mine.join(imported('../old.jsonl', { year: 2023 })), 'test.accuracy'))
    })
    await expect(drawn.render(job)).rejects.toThrow('would mix runs that differ in year')
  })

  it.each<[string, (kit: { imported: (file: string, config?: object) => unknown }) => void, string]>([
    ['are not declared', ({ imported }) => imported('../other.jsonl'), "data '../other.jsonl' is not declared"],
    [
      'have the key already',
      ({ imported }) => imported('../old.jsonl', { optimizer: 'x' }),
      'its config has `optimizer` already, with another value: "adam"',
    ],
    [
      'are imported as if they were others',
      ({ imported }) => [imported('../old.jsonl'), imported('../old.jsonl', { a: 1 })],
      'results of the name old were imported already',
    ],
  ])('that %s are refused', async (_what, draw, message) => {
    const { job } = await jobWith(old([0]))
    await expect(defineFigures<typeof run>((kit) => draw(kit as never)).render(job)).rejects.toThrow(message)
  })

  it.each<[string, (file: string) => Promise<void>]>([
    ['cut', (file) => writeFile(file, importedText({ from: 'mlflow', source: 'x', runs: old([0, 1]) }).slice(0, -9))],
    ['edited', (file) => appendFile(file, '{}\n')],
    ['no such file', (file) => writeFile(file, 'a,b\n1,2\n')],
    ['empty', (file) => writeFile(file, '')],
  ])('that were %s are refused with what to do', async (_what, change) => {
    const { job, file } = await jobWith(old([0]))
    await change(file)
    const drawn = defineFigures<typeof run>(({ imported }) => void imported('../old.jsonl'))
    await expect(drawn.render(job)).rejects.toThrow(/imported results[^]*bocas import mlflow/)
  })
})
