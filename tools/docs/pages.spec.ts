import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCollection } from 'bocas'
import { planSweeps, readFacts, saveOutput, writeResultFile } from 'bocas/internal'
import { testJob } from '../../packages/figures/src/test-results'
import comparing from './comparing/figures'
import { read } from './pages/results/read'
import { run } from './pages/toy/run'
import sweep from './pages/toy/sweep'
import { vocabulary } from './pages/toy/vocabulary'
import { TOY, toyContext, writeToyResults } from './toy-results'

/** What docs/sweeps.md, docs/runs.md and docs/results.md quote. */
describe('the pages of the documentation', () => {
  let folder: string
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-pages-'))))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('say how many runs their sweep gives, and their names', () => {
    const { problems, runs } = planSweeps({ default: sweep })
    expect(problems).toEqual([])
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'sweeps.md'), 'utf8')
    expect(page).toContain(`This gives ${runs.length} runs`)
    expect(page).toContain(`\`${runs[0]!.name}\``)
  })

  it('have a run that returns a result, which is read back and exported', async () => {
    const config = {
      optimizer: { name: 'sgd', lr: 0.1, momentum: 0.9 },
      model: { layers: 2, width: 64 },
      epochs: 2,
      seed: 0,
    }
    const output = await run(config as never, toyContext(0))
    expect(Object.keys(output)).toEqual(
      expect.arrayContaining(['test', 'history', 'gradient', 'mistakes', 'weights', 'notes']),
    )
    for (const [i, tactic] of ['a', 'b'].entries()) {
      const entry = join(folder, 'toy', tactic)
      const { artifacts, payloads } = await saveOutput({ accuracy: i, ...output }, entry, { passing: folder })
      await writeResultFile(entry, { key: String(i).repeat(64), config: { tactic, seed: 0 }, artifacts, payloads })
    }
    const pivoted = await read(folder, join(folder, 'all.csv'))
    expect(pivoted.cells.flat().map(({ values }) => values)).toEqual([[0], [1]])
    expect(readFileSync(join(folder, 'all.csv'), 'utf8')).toContain('accuracy')
  })

  it('have a kind of artifact that is read back as it was returned, and checked before', async () => {
    const entry = join(folder, 'kinds', 'toy', 'a')
    const { artifacts, payloads } = await saveOutput({ words: vocabulary(['cat', 'dog']) }, entry)
    await writeResultFile(entry, { key: '2'.repeat(64), config: {}, artifacts, payloads })
    const { runs } = await loadCollection<unknown, { words: ReturnType<typeof vocabulary> }>(join(folder, 'kinds'))
    expect(runs.map((result) => result.get('words'))).toEqual([['cat', 'dog']])
    const [stored] = Object.values(artifacts)
    await writeResultFile(entry, {
      key: '2'.repeat(64),
      config: {},
      artifacts: { words: { ...stored!, data: {} } },
      payloads,
    })
    const [edited] = (await loadCollection(join(folder, 'kinds'))).runs
    expect(() => edited!.get('words')).toThrow('must be the name of a file')
  })

  it('have figures of that task: those of docs/papers.md and docs/claims.md have tests of their own', async () => {
    const job = testJob(join(folder, 'compared'), await writeToyResults(join(folder, 'kept')), { task: TOY })
    await comparing.render(job)
    const { facts } = await readFacts(job.into.facts)
    expect(facts).toMatchObject({ best: { text: 'Adam' }, gain: { text: expect.stringMatching(/^5\.0/) as string } })
  })

  it('need nothing that a new workspace does not have', () => {
    const files = [
      'pages/toy/sweep.ts',
      'pages/toy/run.ts',
      'papers/figures.ts',
      'comparing/figures.ts',
      'claims/figures.ts',
    ]
    const imported = files.flatMap((file) =>
      [...readFileSync(join(__dirname, file), 'utf8').matchAll(/ from '([^']+)'/g)].map(([, name]) => name!),
    )
    expect([...new Set(imported)].sort()).toEqual(['./run', './sweep', '@bocas/figures', 'bocas'])
    const { options } = (sweep as unknown as Record<symbol, { options: object }>)[
      Object.getOwnPropertySymbols(sweep)[0]!
    ]!
    expect(Object.keys(options)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(data|resources|programs|secrets)$/)]),
    )
  })
})
