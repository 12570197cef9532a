import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf, isAlive, type ProcessIdentity } from './process-identity'

/** A lock that is held until `release`. */
export interface Lock {
  release(): void
}

export type LockAttempt = { readonly lock: Lock } | { readonly heldBy: ProcessIdentity }

const RELEASED = 'released'

/**
 * Takes the lock of that name or says who has it; never waits.
 *
 * A lock is a folder of numbered turns. Whoever finds the highest turn released, or its holder dead, may take the next number, and
 * only one process can create it. Turns are never reused or removed while the lock is in use, so a dead holder's lock can be taken
 * over without a moment in which two processes hold it.
 */
export function tryLock(folder: string, name: string): LockAttempt {
  const turns = join(folder, name)
  mkdirSync(turns, { recursive: true })
  const draft = join(folder, `.${name}-${randomUUID()}`)
  writeFileSync(draft, JSON.stringify(identityOf()))
  try {
    for (;;) {
      const highest = highestTurn(turns)
      if (highest > 0) {
        const holder = readTurn(join(turns, String(highest)))
        if (holder !== null && isAlive(holder)) return { heldBy: holder }
      }
      const turn = join(turns, String(highest + 1))
      if (!linkOnce(draft, turn)) {
        // Either another process was quicker, or the folder was forgotten: look again.
        mkdirSync(turns, { recursive: true })
        continue
      }
      return { lock: { release: () => release(turn, draft) } }
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Who holds the lock now, without taking it. */
export function lockHolder(folder: string, name: string): ProcessIdentity | null {
  const turns = join(folder, name)
  const highest = highestTurn(turns)
  if (highest === 0) return null
  const holder = readTurn(join(turns, String(highest)))
  return holder !== null && isAlive(holder) ? holder : null
}

/** Forgets a lock whose purpose is fulfilled for good: whoever takes it anew finds the work done. */
export function forgetLock(folder: string, name: string): void {
  rmSync(join(folder, name), { recursive: true, force: true })
}

function release(turn: string, draft: string): void {
  try {
    writeFileSync(draft, RELEASED)
    renameSync(draft, turn)
  } catch (error) {
    // The lock was forgotten meanwhile, which releases it as well.
    rmSync(draft, { force: true })
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function highestTurn(turns: string): number {
  try {
    return readdirSync(turns).reduce((highest, turn) => Math.max(highest, Number(turn) || 0), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}

function readTurn(turn: string): ProcessIdentity | null {
  try {
    const text = readFileSync(turn, 'utf8')
    return text === RELEASED ? null : (JSON.parse(text) as ProcessIdentity)
  } catch {
    // A turn appears whole (by link) and changes whole (by rename): what cannot be read was left by a crash of the machine.
    return null
  }
}

function linkOnce(draft: string, turn: string): boolean {
  try {
    linkSync(draft, turn)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || code === 'ENOENT') return false
    throw error
  }
}
