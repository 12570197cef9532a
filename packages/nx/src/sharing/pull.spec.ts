import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRemote } from './open-remote'
import { pullPlan, pullResults } from './pull'
import type { Remote } from './remote'
import { emptyWorkspace, execute, pushed } from './test-results'

describe('a pull that comes to nothing', () => {
  const folders: string[] = []
  const kept = (folder: string): string => (folders.push(folder), folder)
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

  it('throws what went wrong first, and not what the flush says of a store that is gone, and takes its line back before', async () => {
    const [a, b] = [emptyWorkspace(), emptyWorkspace()]
    kept(a.root)
    kept(b.root)
    const place = openRemote(kept(mkdtempSync(join(tmpdir(), 'bocas-remote-'))), { root: '/', env: {} })
    const { lock } = await pushed(a, place, [await execute(a, 'x')])
    const shown: string[] = []
    const broken: Remote = {
      ...place,
      async get(...args) {
        await place.get(...args)
        while (!existsSync(b.entry(lock.results[0]!.key)) || shown.length === 0) await sleep(5)
        rmSync(b.store, { recursive: true })
        throw new Error('the connection broke')
      },
    }
    const { fetch } = await pullPlan(b, lock.results)
    const teller = { line: () => {}, replace: (text: string) => void shown.push(text) }
    await expect(pullResults(b, broken, fetch, teller)).rejects.toThrow('the connection broke')
    expect(shown).toEqual([expect.stringMatching(/^pulled 1 of 1 result/), ''])
  })
})
