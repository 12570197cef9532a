import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { encode } from 'jpeg-js'
import { dirname, join } from 'node:path'
import { readMat } from '../../examples/oxford-102/tasks/flowers/mat'
import { squareOf } from '../../examples/oxford-102/tasks/flowers/picture'
import { madeFlowers, mat } from './rig/flowers'
import { REPOSITORY } from './rig/places'

const EXAMPLE = join(REPOSITORY, 'examples', 'oxford-102')

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

/** bocas' own example, on made data in the form of the real one; within this repository, whose packages it finds as a person does who follows its README. */
describe('the example of flowers', () => {
  let workspace: string
  beforeAll(() => {
    mkdirSync(join(REPOSITORY, 'tmp'), { recursive: true })
    workspace = mkdtempSync(join(REPOSITORY, 'tmp', 'oxford-102-'))
    const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: EXAMPLE,
      encoding: 'utf8',
    })
    for (const file of tracked.trim().split('\n')) cpSync(join(EXAMPLE, file), join(workspace, file))
    for (const [name, bytes] of Object.entries(madeFlowers(6, 12))) {
      const file = join(workspace, 'tasks', 'flowers', name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, bytes)
    }
    const sweep = join(workspace, 'tasks', 'oxford-102', 'sweep.ts')
    writeFileSync(sweep, readFileSync(sweep, 'utf8').replace('epochs: 10', 'epochs: 3').replace('seeds(3)', 'seeds(2)'))
  })
  afterAll(() => rmSync(workspace, { recursive: true, force: true }))

  it('reads the images once, trains, and builds its page', () => {
    const env = {
      ...process.env,
      NX_DAEMON: 'false',
      NX_CACHE_DIRECTORY: join(workspace, '.nx', 'cache'),
      NX_TUI: 'false',
    }
    const output = execFileSync('npx', ['nx', 'run', 'paper:build'], { cwd: workspace, env, encoding: 'utf8' })
    expect(output).toContain('flowers, oxford-102: 5 runs · 5 trained')
    expect(output).toContain('paper/build/paper.pdf: 1 page')
    const { facts } = JSON.parse(readFileSync(join(workspace, 'paper', 'facts', 'oxford-102.json'), 'utf8')) as {
      facts: Record<string, { mean: number }>
    }
    // Plain colours are told apart.
    expect(facts['small.accuracy']!.mean).toBeGreaterThan(0.4)
  })
})
