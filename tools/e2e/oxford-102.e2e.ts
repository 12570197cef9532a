import { encode } from 'jpeg-js'
import { readMat } from '../../examples/oxford-102/tasks/flowers/mat'
import { squareOf } from '../../examples/oxford-102/tasks/flowers/picture'
import { ExampleWorkspace } from './rig/example'
import { madeFlowers, mat } from './rig/flowers'

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
})
