import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tf, tfl } from '@bocas/tfjs'
import { encode } from 'jpeg-js'
import { readMat } from '../../examples/oxford-102/tasks/flowers/mat'
import { squareOf } from '../../examples/oxford-102/tasks/flowers/picture'
import { fineTuned } from '../../examples/oxford-102/tasks/oxford-102/model'
import { ExampleWorkspace } from './rig/example'
import { madeFlowers, mat } from './rig/flowers'
import { REPOSITORY } from './rig/places'
import { writeModel } from './rig/weights'

jest.setTimeout(600_000)

describe('files of MATLAB', () => {
  it('are read array by array, small numbers in their tags too', () => {
    const read = readMat(mat({ labels: [3, 1, 2], trnid: [300, 2], one: [7] }))
    expect(Object.fromEntries(read)).toEqual({ labels: [3, 1, 2], trnid: [300, 2], one: [7] })
  })

  it.each([
    ['no MAT file', Buffer.from('hello'), 'this is no MAT file of version 5'],
    ['half a file', mat({ labels: Array.from({ length: 5000 }, (_, i) => i) }).subarray(0, 500), 'ends in the middle'],
  ])('are refused when they are %s', (_, bytes, words) => expect(() => readMat(bytes)).toThrow(words))
})

it('takes the middle square of a picture', () => {
  // Red, a green square in the middle, red.
  const [width, height] = [48, 16]
  const data = Buffer.alloc(width * height * 4, 0)
  for (let i = 0; i < width * height; i++) data[4 * i + (Math.floor((i % width) / 16) === 1 ? 1 : 0)] = 255
  const square = squareOf(encode({ width, height, data }, 100).data, 4)
  expect(square).toHaveLength(4 * 4 * 3)
  for (let i = 0; i < 16; i++) expect(square[3 * i + 1]! > 200 && square[3 * i]! < 60).toBe(true)
  expect(() => squareOf(Buffer.from('no picture'), 4)).toThrow()
})

describe('a model that is fine-tuned', () => {
  let folder: string
  beforeAll(() => tf.setBackend('cpu'))
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-weights-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  const { conv2d, dense, flatten } = tfl.layers
  const first = (name: string): tfl.layers.Layer => conv2d({ name, inputShape: [8, 8, 3], filters: 2, kernelSize: 3 })
  /** As many as TensorFlow.js may have made up names for in this process. */
  const made = Array.from({ length: 40 }, (_, index) => index + 1)

  it.each<[string, () => tfl.layers.Layer[], trained: number]>([
    ...made
      .slice(0, 3)
      .map((number): [string, () => tfl.layers.Layer[], number] => [
        `a dense layer before the last one, dense_Dense${number}`,
        () => [
          first('conv2d_Conv2D1'),
          flatten({ name: 'flatten_Flatten1' }),
          dense({ name: `dense_Dense${number}`, units: 3 }),
          dense({ name: `dense_Dense${number + 1}`, units: 2 }),
        ],
        4,
      ]),
    [
      'every name that could be made up for a head',
      () => [
        first('conv2d_Conv2D1'),
        flatten({ name: 'flatten_Flatten1' }),
        ...made.map((number) => dense({ name: `dense_Dense${number}`, units: 2 })),
        dense({ name: 'head', units: 2 }),
        dense({ name: 'head_2', units: 2 }),
        dense({ name: 'last', units: 2 }),
      ],
      6,
    ],
    [
      'convolutions at its end, by the name of a pooling',
      () => [first('pooling'), conv2d({ name: 'head', filters: 2, kernelSize: 3 }), dense({ name: 'last', units: 2 })],
      6,
    ],
  ])('has a head and a pooling of their own beside %s', async (_what, layers, trained) => {
    await writeModel(folder, tfl.sequential({ layers: layers() }))
    const model = await fineTuned(folder, 7, 2, 0)
    const names = model.layers.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(model.outputs[0]!.shape).toEqual([null, 7])
    expect(model.trainableWeights).toHaveLength(trained)
  })
})

/** bocas' own example, on made data in the form of the real one. */
describe('the example of flowers', () => {
  let workspace: ExampleWorkspace
  beforeAll(() => {
    workspace = ExampleWorkspace.copy('oxford-102')
    for (const [name, bytes] of Object.entries(madeFlowers(6, 12))) workspace.write(`tasks/flowers/${name}`, bytes)
    workspace.edit('tasks/oxford-102/sweep.ts', 'epochs: 10', 'epochs: 3')
    workspace.edit('tasks/oxford-102/sweep.ts', 'seeds(3)', 'seeds(2)')
  })
  afterAll(() => workspace.dispose())

  it('reads the images once, trains, and builds its page', () => {
    const output = workspace.run('npx nx run paper:build')
    expect(output).toContain('flowers, oxford-102: 5 runs · 5 trained')
    expect(output).toContain('paper/build/paper.pdf: 1 page')
    const { facts } = JSON.parse(workspace.read('paper/facts/oxford-102.json')) as {
      facts: Record<string, { mean: number }>
    }
    // Plain colours are told apart.
    expect(facts['small.accuracy']!.mean).toBeGreaterThan(0.4)
  })

  it('fine-tunes a model that another process has made, and has it in its figures', () => {
    const weights = join(workspace.root, 'tasks', 'oxford-102', 'data', 'weights')
    const script = join(REPOSITORY, 'tools', 'e2e', 'rig', 'weights.ts')
    execFileSync(process.execPath, ['--import', 'tsx', script, weights, '64'], { cwd: REPOSITORY })
    const output = workspace.run('npx nx run oxford-102:figures', { FLOWERS_WEIGHTS: 'yes' })
    expect(output).toMatch(/oxford-102: \d+ runs .*8 trained/)
    const { facts } = JSON.parse(workspace.read('paper/facts/oxford-102.json')) as { facts: Record<string, unknown> }
    expect(Object.keys(facts)).toEqual(expect.arrayContaining(['small.accuracy', 'pretrained.accuracy']))
  })
})
