import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commitEntry, findKept } from './result-store'
import { emptyWorkspace, finishedFolder } from './test-entries'
import type { WorkspacePaths } from './workspace-paths'

// Every entry is flushed to the disk, which takes its time while others use it.
jest.setTimeout(60_000)

const KEY = 'a'.repeat(64)

let paths: WorkspacePaths
beforeEach(() => (paths = emptyWorkspace()))
afterEach(() => rmSync(paths.root, { recursive: true }))

const workLeft = (): string[] => (existsSync(paths.work) ? readdirSync(paths.work) : [])

function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at]! ^= 1
  writeFileSync(file, bytes)
}

describe('an entry of the store', () => {
  it('is found under its key when it is committed, log and execution beside it', async () => {
    commitEntry(paths, KEY, await finishedFolder(paths, KEY))
    expect(await findKept(paths, KEY)).toMatchObject({ kept: { key: KEY, config: { lr: 0.1 } }, from: 'store' })
    expect(readdirSync(paths.entry(KEY))).toEqual(expect.arrayContaining(['result.json', 'run.log', 'execution.json']))
    expect(workLeft()).toEqual([])
  })

  it('is not found under another key', async () => {
    commitEntry(paths, KEY, await finishedFolder(paths, KEY))
    expect(await findKept(paths, 'b'.repeat(64))).toEqual({ kept: null, damaged: undefined })
  })

  it('stays when another process commits the same key later', async () => {
    const [first, second] = [await finishedFolder(paths, KEY, 0.1), await finishedFolder(paths, KEY, 0.2)]
    commitEntry(paths, KEY, first)
    commitEntry(paths, KEY, second)
    expect(await findKept(paths, KEY)).toMatchObject({ kept: { artifacts: { accuracy: { data: 0.1 } } } })
    expect(workLeft()).toEqual([])
  })

  it('is not used and put aside when it is another key that lies in its place', async () => {
    commitEntry(paths, KEY, await finishedFolder(paths, 'b'.repeat(64)))
    expect(await findKept(paths, KEY)).toMatchObject({ kept: null, damaged: expect.stringContaining('another key') })
    expect(readdirSync(paths.damaged)).toHaveLength(1)
    expect(existsSync(paths.entry(KEY))).toBe(false)
  })

  it('is not used and put aside when it has no result.json', async () => {
    mkdirSync(paths.entry(KEY), { recursive: true })
    expect(await findKept(paths, KEY)).toMatchObject({ kept: null, damaged: expect.stringContaining('result.json') })
  })

  it('is never used with one byte flipped, whichever file and place it is in', async () => {
    const whole = await finishedFolder(paths, KEY)
    const hashed = readdirSync(whole).filter((file) => file !== 'run.log' && file !== 'execution.json')
    expect(hashed.length).toBeGreaterThanOrEqual(2)
    for (const file of hashed) {
      const size = readFileSync(join(whole, file)).length
      for (const at of [0, Math.floor(size / 3), Math.floor(size / 2), size - 2]) {
        mkdirSync(paths.store, { recursive: true })
        cpSync(whole, paths.entry(KEY), { recursive: true })
        flipByte(join(paths.entry(KEY), file), at)
        const record = readFileSync(join(paths.entry(KEY), 'result.json'), 'utf8')
        const answer = await findKept(paths, KEY)
        expect(answer).toMatchObject({ kept: null, aside: record })
        expect({ file, at, kept: answer.kept }).toEqual({ file, at, kept: null })
        expect(answer.damaged).toContain(file)
      }
    }
  })

  it('is not used when a payload is missing, longer or shorter', async () => {
    const whole = await finishedFolder(paths, KEY)
    const payload = readdirSync(whole).find((file) => file.endsWith('.png'))!
    for (const spoil of [
      (file: string) => rmSync(file),
      (file: string) => writeFileSync(file, 'x', { flag: 'a' }),
      (file: string) => writeFileSync(file, ''),
    ]) {
      mkdirSync(paths.store, { recursive: true })
      cpSync(whole, paths.entry(KEY), { recursive: true })
      spoil(join(paths.entry(KEY), payload))
      expect((await findKept(paths, KEY)).kept).toBeNull()
    }
    expect(readdirSync(paths.damaged)).toHaveLength(3)
  })

  it('is looked at by many at once while it is damaged, and a good one that follows is not lost', async () => {
    const whole = await finishedFolder(paths, KEY)
    mkdirSync(paths.store, { recursive: true })
    for (let round = 0; round < 10; round++) {
      rmSync(paths.entry(KEY), { recursive: true, force: true })
      cpSync(whole, paths.entry(KEY), { recursive: true })
      flipByte(join(paths.entry(KEY), 'result.json'), 10)
      const good = await finishedFolder(paths, KEY)
      const looks = Array.from({ length: 4 }, () => findKept(paths, KEY))
      await Promise.race(looks)
      commitEntry(paths, KEY, good)
      await Promise.all(looks)
      expect(await findKept(paths, KEY)).toMatchObject({ kept: { key: KEY } })
    }
  })
})

describe('the view of a run', () => {
  const adopted = (): Promise<unknown> => findKept(paths, KEY, paths.artifacts('mnist', 'lr=0.1'))

  async function makeView(key = KEY): Promise<string> {
    const view = paths.artifacts('mnist', 'lr=0.1')
    mkdirSync(join(view, '..'), { recursive: true })
    cpSync(await finishedFolder(paths, key), view, { recursive: true })
    rmSync(paths.work, { recursive: true })
    return view
  }

  it('gives its result to a store that has none, as in a clone with committed results', async () => {
    await makeView()
    expect(await adopted()).toMatchObject({ kept: { key: KEY }, from: 'view' })
    expect(await findKept(paths, KEY)).toMatchObject({ kept: { key: KEY }, from: 'store' })
    expect(JSON.parse(readFileSync(join(paths.entry(KEY), 'execution.json'), 'utf8'))).toEqual({
      adoptedFrom: 'paper/artifacts',
    })
    expect(workLeft()).toEqual([])
  })

  it('gives its result in place of a damaged entry, and says that there was one', async () => {
    commitEntry(paths, KEY, await finishedFolder(paths, KEY))
    flipByte(join(paths.entry(KEY), 'result.json'), 20)
    await makeView()
    expect(await adopted()).toMatchObject({ from: 'view', damaged: expect.stringContaining('result.json') })
  })

  it('gives nothing when it is damaged or of another key', async () => {
    flipByte(join(await makeView(), 'result.json'), 20)
    expect(await adopted()).toMatchObject({ kept: null })
    rmSync(paths.paper, { recursive: true })
    await makeView('b'.repeat(64))
    expect(await adopted()).toMatchObject({ kept: null })
    expect(existsSync(paths.store)).toBe(false)
  })
})
