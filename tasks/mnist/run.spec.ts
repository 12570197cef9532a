import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Config, Ctx } from 'bocas'
import { planSweeps, saveOutput } from 'bocas/internal'
import { run } from './run'
import sweep from './sweep'

jest.setTimeout(60_000) // training on a machine that is busy with other tests

type C = Config<typeof sweep>

const mlp: C['tactic'] = { name: 'mlp', hidden: 16, dropout: 0.2 }
const cnn: C['tactic'] = { name: 'cnn', filters: 2 }
const tiny = (tactic: C['tactic'], seed: number, change: Partial<C> = {}): C => ({
  backend: 'wasm',
  images: { train: 300, validation: 100, test: 200 },
  epochs: 2,
  batchSize: 32,
  tactic,
  optimizer: 'adam',
  model: { lr: 0.01 },
  seed,
  ...change,
})
const context = (seed: number, change: Partial<Ctx> = {}): Ctx => ({
  seed,
  checkpoint: { save: async () => undefined, load: async () => undefined, folder: '' },
  resources: {},
  dir: '',
  signal: new AbortController().signal,
  log: () => undefined,
  from: () => undefined as never,
  progress: () => undefined,
  input: (name) => path.join(__dirname, '../../node_modules', name.replace(/^npm:/, '')),
  ...change,
})

let folder: string
beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), 'mnist-'))))
afterAll(() => rm(folder, { recursive: true }))

describe('the sweep', () => {
  const { problems, runs, data } = planSweeps({ default: sweep })
  const configs = runs.map(({ config }) => config as unknown as C)

  it('has no problem and 48 runs: two tactics, two optimizers, four learning rates, three seeds', () => {
    expect(problems).toEqual([])
    expect(configs).toHaveLength(48)
    for (const name of ['mlp', 'cnn']) expect(configs.filter(({ tactic }) => tactic.name === name)).toHaveLength(24)
    expect(new Set(configs.map(({ optimizer, model, seed }) => `${optimizer} ${model.lr} ${seed}`)).size).toBe(24)
  })

  it('declares the four files of MNIST, and they are there', async () => {
    expect(data).toHaveLength(4)
    for (const name of data) expect((await readFile(context(1).input(name))).length).toBeGreaterThan(10_000)
  })
})

describe.each([mlp, cnn])('run: $name', (tactic) => {
  it('writes the same bytes for the same seed, and others for another', async () => {
    const written = async (name: string, seed: number) => {
      const dir = path.join(folder, `${tactic.name}-${name}`)
      const saved = await saveOutput(await run(tiny(tactic, seed), context(seed)), dir)
      const files = await Promise.all((await readdir(dir)).sort().map((file) => readFile(path.join(dir, file), 'utf8')))
      return JSON.stringify([saved, files])
    }
    const first = await written('first', 0)
    expect(await written('again', 0)).toBe(first)
    expect(await written('other', 1)).not.toBe(first)
  })

  it('learns: far better than guessing one digit in ten, after 300 images', async () => {
    const { val, test, history, confusion } = await run(tiny(tactic, 1, { epochs: 5 }), context(1))
    expect(val.accuracy).toBeGreaterThan(0.6)
    expect(test.accuracy).toBeGreaterThan(0.5)
    expect(test.error).toBeCloseTo(1 - test.accuracy, 12)
    const { columns } = history.value
    expect(Object.keys(columns).sort()).toEqual(['accuracy', 'loss', 'val_accuracy', 'val_loss'])
    expect(columns['val_loss']).toHaveLength(5)
    expect(columns['val_accuracy']!.at(-1)).toBeCloseTo(val.accuracy, 5)
    expect(confusion.value.reduce((sum, { images }) => sum + images, 0)).toBe(200)
  })
})

describe('run', () => {
  it('counts the weights of the network', async () => {
    const weights = async (tactic: C['tactic']) => (await run(tiny(tactic, 1, { epochs: 1 }), context(1))).parameters
    expect(await weights(mlp)).toBe(784 * 16 + 16 + (16 * 10 + 10))
    expect(await weights(cnn)).toBe(25 * 2 + 2 + (25 * 2 * 4 + 4) + (4 * 4 * 4 * 10 + 10))
  })

  it('reports every epoch', async () => {
    const seen: [number, number, string[]][] = []
    const progress: Ctx['progress'] = (step, of, metrics) => seen.push([step, of, Object.keys(metrics ?? {}).sort()])
    await run(tiny(mlp, 1), context(1, { progress }))
    const names = ['accuracy', 'loss', 'val_accuracy', 'val_loss']
    expect(seen).toEqual([
      [1, 2, names],
      [2, 2, names],
    ])
  })

  it('stops when it is asked to', async () => {
    const signal = AbortSignal.abort(new Error('stopped by hand'))
    await expect(run(tiny(mlp, 1), context(1, { signal }))).rejects.toThrow('stopped by hand')
  })

  it('fails on a backend that does not exist, before it reads anything', async () => {
    const input = () => {
      throw new Error('read')
    }
    const config = tiny(mlp, 1, { backend: 'webgl' as 'wasm' })
    await expect(run(config, context(1, { input }))).rejects.toThrow('"webgl" is not a backend')
  })
})
