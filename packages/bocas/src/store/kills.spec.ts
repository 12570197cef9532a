import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { children, type Children } from '../../../../tools/children/children'
import type { Dice } from '../../../../tools/random/dice'
import { say, seedOf } from '../../../../tools/random/seed'
import { verifyResult } from '../results'
import { lockHolder } from './lock'
import { findKept } from './result-store'
import { accuracyOf, hammer, keyOf, KEYS } from './test-hammer'
import { workspacePaths, type WorkspacePaths } from './workspace-paths'

jest.setTimeout(900_000)

const SEED = seedOf('processes at work on a store that are killed')
/** Of each test. */
const KILLS = 60

const onLinux = process.platform === 'linux' ? describe : describe.skip

onLinux(`a store whose processes are killed at random instants, of seed ${SEED}`, () => {
  let folder: string
  let paths: WorkspacePaths
  let workers: Children
  beforeEach(() => {
    workers = children()
    folder = mkdtempSync(join(tmpdir(), 'bocas-kills-'))
    paths = workspacePaths(join(folder, 'workspace'))
    mkdirSync(join(folder, 'inside'))
  })
  afterEach(async () => {
    await workers.end()
    rmSync(folder, { recursive: true, maxRetries: 5 })
  })

  async function kill(between?: (dice: Dice) => void): Promise<void> {
    const killed = await hammer(folder, paths.root, { processes: 4, kills: KILLS, seed: SEED, between }, workers)
    say(`${killed} processes at work on a store were killed`)
    expect(killed).toBe(KILLS)
    expect(lines('violations')).toEqual([])
  }

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
    await kill()
    const committed = lines('committed').map((line) => keyOf(Number(line)))
    expect(await lost(committed)).toEqual([])
    expect(new Set(committed).size).toBe(committed.length)
    expect(committed.length).toBeGreaterThan(KEYS / 2)
    for (let number = 0; number < KEYS; number++) expect(lockHolder(paths.locks, keyOf(number))).toBeNull()
  })

  it('accepts nothing that was damaged meanwhile, and makes it good', async () => {
    const spoil = (dice: Dice): void => {
      const key = keyOf(dice.below(KEYS))
      const view = paths.artifacts('toy', String(Number.parseInt(key, 16)))
      const file = join(dice.pick([paths.entry(key), paths.entry(key), view]), dice.pick(['result.json', 'rows.csv']))
      try {
        const bytes = readFileSync(file)
        const at = dice.below(bytes.length - 1)
        const way = dice.pick(['truncate', 'remove', 'flip'])
        if (way === 'truncate') truncateSync(file, at)
        else if (way === 'remove') rmSync(file)
        else {
          bytes[at]! ^= 1
          writeFileSync(file, bytes, { flag: 'r+' })
        }
      } catch (error) {
        // It is not there now, or was moved away in this moment.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    }
    await kill(spoil)
    for (let number = 0; number < KEYS; number++) {
      const { kept } = await findKept(paths, keyOf(number), paths.artifacts('toy', String(number)))
      if (kept) expect(kept.artifacts.accuracy?.data).toBe(number / 1000)
    }
    expect(lines('committed').length).toBeGreaterThan(KEYS / 2)
  })
})
