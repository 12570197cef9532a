import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { children, type Children } from '../../../../tools/children/children'
import { say, seedOf } from '../../../../tools/random/seed'
import { contend } from './test-contenders'
import { lockHolder, tryLock, type Lock } from './lock'
import { identityOf, type ProcessIdentity } from './process-identity'

const SEED = seedOf('processes that contend for a lock')
/** Milliseconds for what takes seconds: the machine may do other things as well. */
const PATIENCE = 270_000

let folder: string
let locks: string
let contenders: Children
beforeEach(() => {
  contenders = children()
  folder = mkdtempSync(join(tmpdir(), 'bocas-lock-'))
  locks = join(folder, 'locks')
  mkdirSync(join(folder, 'inside'))
})
afterEach(async () => {
  await contenders.end()
  rmSync(folder, { recursive: true })
})

function take(): Lock {
  const attempt = tryLock(locks, 'key')
  if (!('lock' in attempt)) throw new Error(`held by ${attempt.heldBy.pid}`)
  return attempt.lock
}

const isFree = (): boolean => {
  const attempt = tryLock(locks, 'key')
  if ('lock' in attempt) attempt.lock.release()
  return 'lock' in attempt
}

/** A turn as a process left it that could not give it back. */
function leaveTurn(turn: number, text: string): void {
  mkdirSync(join(locks, 'key'), { recursive: true })
  writeFileSync(join(locks, 'key', String(turn)), text)
}

/** What another process, boot or machine would have written, with a part that is not that of this one. */
function changed(part: Partial<ProcessIdentity>): string {
  const { seal: _, ...own } = identityOf()
  return JSON.stringify({ ...own, ...part, token: 'x' })
}

const turnsTaken = (): number => statSync(join(folder, 'turns')).size
const violations = (): string | undefined =>
  existsSync(join(folder, 'violations')) ? readFileSync(join(folder, 'violations'), 'utf8') : undefined

describe(`a lock among processes, of seed ${SEED}`, () => {
  it(
    'is held by one at a time, whether holders release or forget it',
    async () => {
      await contend(folder, { processes: 8, rounds: 60, ends: ['release', 'forget'], seed: SEED }, contenders)
      expect(violations()).toBeUndefined()
      expect(turnsTaken()).toBe(8 * 60)
    },
    PATIENCE,
  )

  it(
    'is taken over from holders that were killed, by one at a time',
    async () => {
      const ends = ['release', 'forget', 'release', 'SIGKILL'] as const
      const killed = await contend(folder, { processes: 16, rounds: 12, ends, seed: SEED }, contenders)
      say(`${killed} holders of a lock were killed`)
      expect(violations()).toBeUndefined()
      expect(turnsTaken()).toBeGreaterThanOrEqual(16)
      expect(isFree()).toBe(true)
    },
    PATIENCE,
  )
})

describe('a lock', () => {
  it('names its holder to who comes second, also in the same process', () => {
    const lock = take()
    expect(tryLock(locks, 'key')).toMatchObject({ heldBy: identityOf() })
    expect(lockHolder(locks, 'key')).toMatchObject(identityOf())
    lock.release()
    expect(lockHolder(locks, 'key')).toBeNull()
    expect(isFree()).toBe(true)
  })

  it('of another name is another lock', () => {
    take()
    expect(tryLock(locks, 'other')).toHaveProperty('lock')
  })

  it('is free when its holder has ended and another process has its pid now', () => {
    leaveTurn(1, changed({ started: '1' }))
    expect(lockHolder(locks, 'key')).toBeNull()
    expect(isFree()).toBe(true)
  })

  it('is free when its holder belongs to an earlier boot of this machine', () => {
    leaveTurn(1, changed({ boot: 'an earlier one' }))
    expect(isFree()).toBe(true)
  })

  it('is not free when its holder is on another machine, of which nobody here can tell', () => {
    leaveTurn(1, changed({ host: 'another-machine', pid: 1 }))
    expect(tryLock(locks, 'key')).toMatchObject({ heldBy: { host: 'another-machine' } })
  })

  it('is not free while any turn names a living process, though a later turn was given back', () => {
    leaveTurn(1, JSON.stringify(identityOf()))
    leaveTurn(2, '')
    expect(isFree()).toBe(false)
  })

  it('is free when a crash of the machine tore what its holder wrote', () => {
    leaveTurn(3, '{"host":"x"')
    expect(isFree()).toBe(true)
  })

  it('is free when what its holder wrote was damaged on the disk, so that it names a machine that never was', () => {
    leaveTurn(1, JSON.stringify({ ...identityOf(), host: 'another-machine' }))
    expect(lockHolder(locks, 'key')).toBeNull()
    expect(isFree()).toBe(true)
  })

  it('leaves nothing behind when it is forgotten', () => {
    take().forget()
    expect(readdirSync(locks)).toEqual([])
    expect(isFree()).toBe(true)
  })

  it('leaves one small file per turn when it is released, and no drafts', () => {
    take().release()
    take().release()
    expect(readdirSync(join(locks, 'key')).sort()).toEqual(['1', '2'])
  })

  it('is not taken from the next holder by a second release or forget of the one before', () => {
    const first = take()
    first.forget()
    take()
    first.release()
    first.forget()
    expect(isFree()).toBe(false)
  })

  it('can be given back after someone deleted the whole folder', () => {
    const lock = take()
    rmSync(locks, { recursive: true })
    expect(() => lock.release()).not.toThrow()
    expect(isFree()).toBe(true)
  })
})
