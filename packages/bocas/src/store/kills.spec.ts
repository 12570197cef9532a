import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyResult } from '../results'
import { lockHolder } from './lock'
import { findKept } from './result-store'
import { accuracyOf, hammer, keyOf, KEYS } from './test-hammer'
import { workspacePaths, type WorkspacePaths } from './workspace-paths'

jest.setTimeout(300_000)

const onLinux = process.platform === 'linux' ? describe : describe.skip

onLinux('a store whose processes are killed at random instants', () => {
  let folder: string
  let paths: WorkspacePaths
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bocas-kills-'))
    paths = workspacePaths(join(folder, 'workspace'))
    mkdirSync(join(folder, 'inside'))
  })
  afterEach(() => rmSync(folder, { recursive: true, maxRetries: 5 }))

  const lines = (name: string): string[] =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trim().split('\n') : []
  const isWhole = (key: string): Promise<boolean> =>
    verifyResult(paths.entry(key), key).then(
      ({ artifacts }) => artifacts.accuracy?.data === accuracyOf(key),
      () => false,
    )

  /** Keys that have no whole result. */
  async function lost(keys: Iterable<string>): Promise<string[]> {
    const all = [...new Set(keys)]
    const whole = await Promise.all(all.map(isWhole))
    return all.filter((_, at) => !whole[at])
  }

  it('loses no committed result, has no two holders of a key, and no lock that nobody can take', async () => {
    await hammer(folder, paths.root, { processes: 4, kills: 120, between: () => undefined })
    expect(lines('violations')).toEqual([])
    const committed = lines('committed').map((line) => keyOf(Number(line)))
    expect(await lost(committed)).toEqual([])
    expect(new Set(committed).size).toBe(committed.length)
    expect(committed.length).toBeGreaterThan(KEYS / 2)
    for (let number = 0; number < KEYS; number++) expect(lockHolder(paths.locks, keyOf(number))).toBeNull()
  })

  it('accepts nothing that was damaged meanwhile, and makes it good', async () => {
    const spoil = (killed: number): void => {
      const key = keyOf(Math.floor(Math.random() * KEYS))
      const place = Math.random() < 0.7 ? paths.entry(key) : paths.artifacts('toy', String(Number.parseInt(key, 16)))
      const file = join(place, killed % 2 === 0 ? 'result.json' : 'rows.csv')
      try {
        const bytes = readFileSync(file)
        const at = Math.floor(Math.random() * (bytes.length - 1))
        if (killed % 3 === 0) truncateSync(file, at)
        else if (killed % 3 === 1) rmSync(file)
        else {
          bytes[at]! ^= 1
          writeFileSync(file, bytes, { flag: 'r+' })
        }
      } catch (error) {
        // It is not there now, or was moved away in this moment.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
    await hammer(folder, paths.root, { processes: 4, kills: 120, between: spoil })
    expect(lines('violations')).toEqual([])
    for (let number = 0; number < KEYS; number++) {
      const { kept } = await findKept(paths, keyOf(number), paths.artifacts('toy', String(number)))
      if (kept) expect(kept.artifacts.accuracy?.data).toBe(number / 1000)
    }
    expect(lines('committed').length).toBeGreaterThan(KEYS / 2)
  })
})
