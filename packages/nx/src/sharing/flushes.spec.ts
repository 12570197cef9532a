import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workspacePaths } from 'bocas/internal/store'
import { flushesOf } from './flushes'

describe('flushing what has entered the store', () => {
  const base = mkdtempSync(join(tmpdir(), 'bocas-flushes-'))
  const paths = workspacePaths(base)
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  it.each([
    [0, 0],
    [1, 1],
    [500, 1],
    [501, 2],
    [1000, 2],
  ])('%d results: %d times, one after the other', async (count, times) => {
    const calls: string[] = []
    let atOnce = 0
    const flushes = flushesOf(paths, async (folder) => {
      calls.push(folder)
      expect(++atOnce).toBe(1)
      await Promise.resolve()
      atOnce--
      return true
    })
    for (let i = 0; i < count; i++) flushes.add(String(i))
    await flushes.end()
    expect(calls).toEqual(Array<string>(times).fill(paths.store))
  })

  it('goes entry by entry where the disk cannot be flushed as a whole, and says in the end which is not there', async () => {
    mkdirSync(paths.entry('here'), { recursive: true })
    writeFileSync(join(paths.entry('here'), 'result.json'), '{}')
    const flushes = flushesOf(paths, () => Promise.resolve(false))
    flushes.add('here')
    await flushes.end()
    for (let i = 0; i < 500; i++) flushes.add('gone')
    rmSync(paths.store, { recursive: true })
    await expect(flushes.end()).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
