import { readProvenance } from 'bocas/internal'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineFigures } from '../../define-figures'
import { testFolder, testJob, writeResult } from '../../test-results'

interface Output {
  readonly loss: number
  readonly side: number
}
type Run = (config: { readonly k: number; readonly seed: number }) => Promise<Output>

const figures = defineFigures<Run>(
  ({ runs, table, fact, mean, compare, bars }) => {
    table('plain', runs, { rows: 'k', show: 'loss', better: 'min' })
    table('compared', compare(runs, { rows: 'k', metric: 'loss', better: 'min' }))
    bars('bars', runs, { x: 'k', y: 'loss' })
    fact('well', mean(runs.only({ k: 2 }), 'loss'))
    fact('ill', mean(runs.only({ k: 1 }), 'side'))
  },
  { renderer: { name: 'none', render: async () => new Uint8Array() } },
)

/** Four runs, of which the first has NaN at `path`. */
async function drawn(path: 'loss' | 'side', allowNaN: readonly string[]) {
  const folder = await testFolder()
  const runs = await Promise.all(
    [1, 2].flatMap((k) =>
      [0, 1].map((seed) => {
        const output = { loss: k + seed / 10, side: 1 }
        const odd = k === 1 && seed === 0 ? { [path]: NaN } : {}
        return writeResult(folder, 'toy', `k=${k}+seed=${seed}`, { k, seed } as object, { ...output, ...odd })
      }),
    ),
  )
  const job = testJob(folder, runs, { allowNaN: { toy: allowNaN } })
  const { notes } = await figures.render(job)
  const table = (name: string) => readFile(join(job.into.tables, `${name}.md`), 'utf8')
  const provenance = await readProvenance(job.into.provenance)
  return { notes, provenance, tables: [await table('plain'), await table('compared')] }
}

describe('runs with numbers that are not finite', () => {
  it('are told below every table, to the author, and in the provenance', async () => {
    const { notes, provenance, tables } = await drawn('side', [])
    for (const table of tables) expect(table).toContain('1 of 4 runs has NaN in side')
    expect(notes).toContain('1 of 4 runs has NaN in side → in table plain, table compared, figure bars')
    expect(notes).toContain('1 of 2 runs has NaN in side → in fact ill')
    const found = Object.entries(provenance.runs).flatMap(([id, { nonFinite }]) => (nonFinite ? [[id, nonFinite]] : []))
    expect(found).toEqual([['toy/k=1+seed=0', [{ path: 'side', what: 'NaN', count: 1, of: 1 }]]])
  })

  it('go without saying where the sweep allows it and nothing of it is shown', async () => {
    const { provenance, tables } = await drawn('side', ['side'])
    for (const table of tables) expect(table).not.toContain('NaN in side')
    expect(Object.values(provenance.runs).some(({ nonFinite }) => nonFinite)).toBe(false)
  })

  it('are told to readers of what is shown of them, allowed or not', async () => {
    const { provenance, tables } = await drawn('loss', ['loss'])
    for (const table of tables) expect(table).toContain('1 of 4 runs has NaN in loss')
    expect(Object.values(provenance.runs).some(({ nonFinite }) => nonFinite)).toBe(false)
  })
})
