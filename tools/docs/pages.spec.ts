import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ctx } from 'bocas'
import { planSweeps, saveOutput, writeResultFile } from 'bocas/internal'
import { read } from './pages/results/read'
import { run } from './pages/runs/run'
import sweep from './pages/sweeps/sweep'

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
    const ctx = { seed: 0, signal: new AbortController().signal, progress: () => undefined, log: () => undefined }
    const output = await run(config as never, ctx as unknown as Ctx)
    expect(Object.keys(output)).toEqual(['test', 'history', 'gradient', 'mistakes', 'weights', 'notes'])
    for (const [i, tactic] of ['a', 'b'].entries()) {
      const entry = join(folder, 'toy', tactic)
      const { artifacts, payloads } = await saveOutput({ accuracy: i, ...output }, entry, { passing: folder })
      await writeResultFile(entry, { key: String(i).repeat(64), config: { tactic, seed: 0 }, artifacts, payloads })
    }
    const pivoted = await read(folder, join(folder, 'all.csv'))
    expect(pivoted.cells.flat().map(({ values }) => values)).toEqual([[0], [1]])
    expect(readFileSync(join(folder, 'all.csv'), 'utf8')).toContain('accuracy')
  })
})
