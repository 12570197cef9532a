import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config, Ctx } from 'bocas'
import { planSweeps, saveOutput } from 'bocas/internal'
import { rng } from '../../library/random'
import { shuffle } from '../../library/shuffle'
import { run } from './run'
import sweep from './sweep'

type Settings = Config<typeof sweep>
const PENGUINS = join(__dirname, '../../node_modules/vega-datasets/data/penguins.json')
const settings = (tactic: Settings['tactic'], seed: number): Settings => ({ tactic, folds: 5, seed })
const context = (seed: number, file = PENGUINS, signal = new AbortController().signal): Ctx => ({
  seed,
  dir: '',
  signal,
  checkpoint: { save: async () => undefined, load: async () => undefined, folder: '' },
  resources: {},
  log: () => undefined,
  from: () => undefined as never,
  progress: () => undefined,
  input: () => file,
})
const forest = { name: 'forest', trees: 3, features: 4 } as const
const neighbours = { name: 'neighbours', k: 5 } as const
const logistic = { name: 'logistic', rate: 0.005, steps: 30 } as const

let folder: string
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'penguins-'))))
afterAll(() => rm(folder, { recursive: true }))

describe('the sweep', () => {
  it('is 80 runs: two settings of the forest, three each of the others, ten seeds', () => {
    const configs = planSweeps({ default: sweep }).runs.map(({ config }) => config as unknown as Settings)
    expect(configs).toHaveLength(80)
    expect(configs.filter(({ tactic }) => tactic.name === 'forest')).toHaveLength(20)
    expect(new Set(configs.map(({ seed }) => seed))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
  })
})

describe.each([forest, neighbours, logistic])('run: $name', (tactic) => {
  it('tells penguins apart far better than always guessing Adelie, which is right for 44 %', async () => {
    const { val, test } = await run(settings(tactic, 1), context(1))
    for (const score of [val.accuracy, test.accuracy, test.macroF1]) expect(score).toBeGreaterThan(0.9)
  })

  it('writes the same bytes twice', async () => {
    const written = async (name: string) => {
      const dir = join(folder, `${tactic.name}-${name}`)
      await mkdir(dir)
      const saved = await saveOutput(await run(settings(tactic, 2), context(2)), dir)
      const files = (await readdir(dir)).sort()
      return {
        saved: JSON.stringify(saved),
        files: await Promise.all(files.map(async (file) => [file, await readFile(join(dir, file), 'latin1')])),
      }
    }
    const first = await written('once')
    expect(first.files.map(([file]) => file)).toEqual(['confusion.csv'])
    expect(await written('again')).toEqual(first)
  })

  it('finds nothing when there is nothing to find: with the species shuffled it does no better than guessing', async () => {
    const rows = JSON.parse(await readFile(PENGUINS, 'utf8')) as { Species: string }[]
    const species = shuffle(
      rows.map((row) => row.Species),
      rng(1),
    )
    const file = join(folder, `shuffled-${tactic.name}.json`)
    await writeFile(file, JSON.stringify(rows.map((row, i) => ({ ...row, Species: species[i] }))))
    const { val, test } = await run(settings(tactic, 1), context(1, file))
    // 44 % are Adelie; four standard errors of 342 guesses are 11 points
    for (const score of [val.accuracy, test.accuracy]) expect(score).toBeLessThan(0.55)
  })
})

describe('run', () => {
  it('tests every penguin exactly once', async () => {
    const dir = join(folder, 'counted')
    await mkdir(dir)
    await saveOutput(await run(settings(neighbours, 3), context(3)), dir)
    const [header, ...rows] = (await readFile(join(dir, 'confusion.csv'), 'utf8'))
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','))
    expect(header).toEqual(['actual', 'Adelie', 'Chinstrap', 'Gentoo'])
    const total = (cells: string[]) => cells.slice(1).reduce((sum, n) => sum + Number(n), 0)
    expect(rows.map((row) => [row[0], total(row)])).toEqual([
      ['Adelie', 151],
      ['Chinstrap', 68],
      ['Gentoo', 123],
    ])
  })

  it('uses the seed it is given', async () => {
    const of = async (seed: number) => JSON.stringify(await run(settings(neighbours, seed), context(seed)))
    expect(await of(1)).not.toBe(await of(2))
  })

  it('stops between folds when asked to', async () => {
    const stop = new AbortController()
    const ctx = { ...context(1, PENGUINS, stop.signal), progress: (step: number) => void (step === 2 && stop.abort()) }
    await expect(run(settings(neighbours, 1), ctx)).rejects.toThrow('This operation was aborted')
  })

  it('says which file is wrong, and where', async () => {
    const file = join(folder, 'wrong.json')
    await writeFile(file, '[{"Species": "Adelie"}]')
    await expect(run(settings(neighbours, 1), context(1, file))).rejects.toThrow(
      /^npm:vega-datasets\/data\/penguins\.json is not the table .*\n✖ Expected a number above 0, or null, but found nothing → at \[0\]\["Beak Length \(mm\)"\]/,
    )
  })
})
