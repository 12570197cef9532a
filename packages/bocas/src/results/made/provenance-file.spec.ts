import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshFolder } from '../read/fixtures'
import { readProvenance, writeProvenance } from './provenance-file'
import { type ProvenanceFile } from './provenance-schema'

const provenance: Omit<ProvenanceFile, 'format'> = {
  task: 'mnist',
  drawn: { code: 'c'.repeat(64), runs: 'd'.repeat(64) },
  files: { 'facts.json': 'e'.repeat(64), 'figures/curves.pdf': 'f'.repeat(64) },
  runs: {
    'mnist/b': { key: 'bb', config: { lr: 0.1, seed: 1 }, seed: { path: 'seed', value: 1 } },
    'mnist/a': { key: 'aa', config: { lr: 0.1, seed: 0 }, seed: { path: 'seed', value: 0 } },
  },
  facts: { gain: { runs: ['mnist/a', 'mnist/b'], metric: 'test.accuracy', values: [0.5, NaN] } },
  figures: { curves: { runs: ['mnist/a'], cells: [] } },
  tables: {
    main: { cells: [{ row: ['cnn'], column: ['adam'], text: '0.5', runs: ['mnist/a'], metric: 'm', values: [0.5] }] },
  },
}

describe('which runs made what', () => {
  it('is read as it was written, runs that diverged included', async () => {
    const file = join(freshFolder(), 'provenance', 'mnist.json')
    await writeProvenance(file, provenance)
    expect(await readProvenance(file)).toEqual({ format: 3, ...provenance })
  })

  it('has the same bytes in whatever order it is made', async () => {
    const dir = freshFolder()
    await writeProvenance(join(dir, 'a.json'), provenance)
    const turned = Object.fromEntries(Object.entries(provenance.runs).reverse())
    await writeProvenance(join(dir, 'b.json'), { ...provenance, runs: turned })
    expect(readFileSync(join(dir, 'a.json'), 'utf8')).toBe(readFileSync(join(dir, 'b.json'), 'utf8'))
  })

  it('has by what settings were chosen, each once and in one order, and is read without it, as of before', async () => {
    const dir = freshFolder()
    const [up, down] = [
      { by: 'val.accuracy', best: 'max' as const, each: ['tactic'], tasks: ['mnist'] },
      { by: 'val.loss', best: 'min' as const, each: [], tasks: ['mnist'] },
    ]
    await writeProvenance(join(dir, 'a.json'), { ...provenance, chosen: [up, down, up] })
    await writeProvenance(join(dir, 'b.json'), { ...provenance, chosen: [down, { ...up, each: ['tactic'] }] })
    const text = readFileSync(join(dir, 'a.json'), 'utf8')
    expect(text).toBe(readFileSync(join(dir, 'b.json'), 'utf8'))
    expect((await readProvenance(join(dir, 'a.json'))).chosen).toEqual([up, down])
    writeFileSync(
      join(dir, 'old.json'),
      JSON.stringify({ format: 3, ...provenance }, (_, value) => (Number.isNaN(value) ? 'NaN' : value) as unknown),
    )
    expect(await readProvenance(join(dir, 'old.json'))).toEqual({ format: 3, ...provenance })
    writeFileSync(join(dir, 'wrong.json'), text.replace('"max"', '"most"'))
    await expect(readProvenance(join(dir, 'wrong.json'))).rejects.toThrow('chosen.0.best')
  })

  it('says what is wrong with it and where', async () => {
    const file = join(freshFolder(), 'mnist.json')
    await expect(readProvenance(file)).rejects.toThrow('nothing says which runs made these: ENOENT')
    writeFileSync(file, '{')
    await expect(readProvenance(file)).rejects.toThrow('this is no JSON')
    writeFileSync(file, JSON.stringify({ format: 3, ...provenance, figures: { curves: { runs: 'all' } } }))
    await expect(readProvenance(file)).rejects.toThrow(`(at ${file}: figures.curves.runs)`)
  })
})
