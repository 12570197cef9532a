import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildSync } from 'esbuild'
import { children, type Children } from '../../../../tools/children/children'
import { diceOf } from '../../../../tools/random/dice'
import { say, seedOf } from '../../../../tools/random/seed'
import type { Saved } from '../run/checkpoint'
import { openCheckpoint } from './checkpoint'

const SEED = seedOf('a process that is killed while it saves')
const KILLS = 15

let base: string
let folder: string
let printed: string[]
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bocas-checkpoint-'))
  folder = join(base, 'key')
  printed = []
})
afterEach(() => rmSync(base, { recursive: true }))

const open = () => openCheckpoint(folder, (line) => printed.push(line))
const states = (): string[] => readdirSync(folder).sort()
const cameBack = async (state: Saved): Promise<Saved> => {
  await open().save(state)
  return open().load()
}

describe('the state of a checkpoint', () => {
  it('is nothing before the first save, and makes no folder', async () => {
    expect(await open().load()).toBeUndefined()
    expect(readdirSync(base)).toEqual([])
  })

  it.each<[string, Saved]>([
    ['JSON data', { epoch: 3, words: ['a', null, true, ''], deep: { er: [{ x: 1.5e-300 }] } }],
    ['numbers that JSON does not have', [NaN, Infinity, -Infinity, -0, { loss: [0.5, NaN] }]],
    ['a single number', NaN],
    ['null', null],
    [
      'arrays of all widths',
      [Float32Array.of(1.5, NaN), Float64Array.of(-0, 1e300), Uint8Array.of(1), Int16Array.of(-2)],
    ],
    ['wide integers', { steps: BigInt64Array.of(-(2n ** 60n)) }],
    ['bytes', { a: Buffer.from('bytes'), b: Uint8Array.of(0, 255).buffer, empty: new Float32Array(0) }],
    ['bytes alone', Buffer.from([0, 10, 13])],
    ['keys of any name', JSON.parse('{"__proto__": {"x": 1}, "a.b": {"": [2]}, "constructor": 3}') as Saved],
  ])('comes back as it was: %s', async (_, state) => {
    const back = await cameBack(state)
    expect(back).toStrictEqual(state)
    expect(Buffer.isBuffer((back as { a?: Saved } | null)?.a)).toBe(Buffer.isBuffer((state as { a?: Saved } | null)?.a))
  })

  it('keeps an array under any name where it was', async () => {
    const state = Object.fromEntries([['__proto__', Float32Array.of(1)]]) as Saved
    const back = (await cameBack(state)) as object
    expect(Object.keys(back)).toEqual(['__proto__'])
    expect(Object.getOwnPropertyDescriptor(back, '__proto__')!.value).toStrictEqual(Float32Array.of(1))
  })

  it('is a part of a larger array when it was one, with nothing of the rest', async () => {
    const whole = Float32Array.of(1, 2, 3, 4)
    expect(await cameBack([whole.subarray(1, 3)])).toStrictEqual([Float32Array.of(2, 3)])
  })

  it('is read before the call returns', async () => {
    const weights = Float32Array.of(1)
    const saved = open().save({ weights })
    weights[0] = 2
    await saved
    expect(await open().load()).toStrictEqual({ weights: Float32Array.of(1) })
  })

  it('is refused with every place that cannot be kept, and then the state before stays', async () => {
    await open().save('before')
    const cycle: Record<string, unknown> = { map: new Map(), list: [1, undefined, () => 1], left: undefined, n: 1n }
    cycle.self = cycle
    await expect(open().save(cycle as Saved)).rejects.toThrow(
      [
        'a checkpoint holds JSON data and typed arrays, not a Map (at state.map)',
        'a checkpoint holds JSON data and typed arrays, not undefined (at state.list[1])',
        'a checkpoint holds JSON data and typed arrays, not a function (at state.list[2])',
        'a checkpoint holds JSON data and typed arrays, not a bigint (at state.n)',
        'a checkpoint holds JSON data and typed arrays, not a cycle (at state.self)',
      ].join('\n'),
    )
    expect(await open().load()).toBe('before')
  })
})

describe('the files of a checkpoint', () => {
  it('are the last two states', async () => {
    for (const epoch of [1, 2, 3, 4]) await open().save({ epoch })
    expect(states()).toEqual(['3.checkpoint', '4.checkpoint'])
    expect(await open().load()).toEqual({ epoch: 4 })
    expect(printed).toEqual(['resuming from checkpoint 4'])
  })

  const damages: [string, (file: string) => void][] = [
    ['cut off', (file) => truncateSync(file, readFileSync(file).length - 1)],
    ['empty', (file) => truncateSync(file, 0)],
    ['cut off in its first line', (file) => truncateSync(file, 10)],
    [
      'changed by one bit of an array',
      (file) => {
        const bytes = readFileSync(file)
        bytes[bytes.length - 1]! ^= 1
        writeFileSync(file, bytes)
      },
    ],
    ['of another format', (file) => writeFileSync(file, 'bocas checkpoint 2\n{}')],
  ]
  it.each(damages)('are left aside with a word when one is %s, for the one before', async (_, damage) => {
    for (const epoch of [1, 2]) await open().save({ epoch, weights: Float32Array.of(epoch) })
    damage(join(folder, '2.checkpoint'))
    expect(await open().load()).toStrictEqual({ epoch: 1, weights: Float32Array.of(1) })
    expect(printed).toEqual([
      expect.stringMatching(/^checkpoint 2 is damaged and left aside: it/),
      'resuming from checkpoint 1',
    ])
    // The damaged one must not take the place of a good one.
    await open().save({ epoch: 2 })
    expect(states()).toEqual(['1.checkpoint', '2.checkpoint'])
    expect(await open().load()).toEqual({ epoch: 2 })
  })

  it('mean a beginning anew when all are damaged', async () => {
    for (const epoch of [1, 2]) await open().save({ epoch })
    for (const file of states()) truncateSync(join(folder, file), 5)
    expect(await open().load()).toBeUndefined()
    expect(printed).toHaveLength(2)
  })

  it('have a neighbour for files that the run writes itself', async () => {
    writeFileSync(join(open().folder, 'model.pt'), 'weights')
    await open().save(1)
    await open().save(2)
    await open().save(3)
    expect(readFileSync(join(open().folder, 'model.pt'), 'utf8')).toBe('weights')
  })
})

const isRoot = process.getuid?.() === 0
describe('a disk that cannot be written', () => {
  it('fails no run: the log says so, and the state before stays', async () => {
    await open().save('before')
    // A folder in the place of the file that is written: nobody's permissions allow that, not even root's.
    execFileSync('mkdir', [join(folder, 'draft')])
    await open().save('after')
    expect(printed).toEqual([
      expect.stringMatching(/^the checkpoint could not be saved, the run goes on without: EISDIR/),
    ])
    expect(await open().load()).toBe('before')
  })

  const withPermissions = isRoot ? it.skip : it
  withPermissions('is no reason to fail when the folder is read-only', async () => {
    await open().save('before')
    chmodSync(folder, 0o500)
    await open().save('after')
    expect(await open().load()).toBe('before')
    chmodSync(folder, 0o700)
  })
})

/** Saves states of 400 kB without end, each with its number in every place of its array. */
const SAVER = `
const { openCheckpoint } = require('./checkpoint.cjs')
const checkpoint = openCheckpoint('key', () => undefined)
;(async () => {
  const last = await checkpoint.load()
  for (let n = (last?.n ?? 0) + 1; ; n++) {
    await checkpoint.save({ n, weights: new Float64Array(50_000).fill(n) })
    process.stdout.write(n + '\\n')
  }
})()
`

describe(`a process that is killed while it saves, of seed ${SEED}`, () => {
  const dice = diceOf(SEED)
  let savers: Children
  beforeEach(() => (savers = children()))
  afterEach(() => savers.end())

  it('leaves a whole state, the last it has reported or a later one, at any instant', async () => {
    buildSync({
      entryPoints: [join(__dirname, 'checkpoint.ts')],
      outfile: join(base, 'checkpoint.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
    })
    writeFileSync(join(base, 'saver.cjs'), SAVER)
    let reported = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const child = savers.node(['saver.cjs'], { cwd: base, stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = new Promise((resolve) => child.on('close', resolve))
      const begun = new Promise<void>((resolve) => child.stdout!.once('data', () => resolve()))
      child.stdout!.on('data', (text: Buffer) => (reported = Number(text.toString().trimEnd().split('\n').at(-1))))
      await begun
      await sleep(dice.below(30))
      child.kill('SIGKILL')
      await ended
      const state = await open().load<{ n: number; weights: Float64Array }>()
      expect(state!.n).toBeGreaterThanOrEqual(reported)
      expect(new Set(state!.weights)).toEqual(new Set([state!.n]))
      expect(state!.weights).toHaveLength(50_000)
    }
    say(`${KILLS} processes were killed while they saved`)
    expect(printed.filter((line) => line.includes('damaged'))).toEqual([])
    expect(reported).toBeGreaterThanOrEqual(KILLS)
  }, 60_000)
})
