import { randomUUID } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { isSyntaxError, isSystemError } from '../files/expected-errors'
import { hostName, identityOf, isAlive, type ProcessIdentity } from './process-identity'
import { textIfThere } from '../files/if-there'

/** A lock that is held until one of these is called; whatever is called after that does nothing. */
export interface Lock {
  /** The fencing number: whoever takes the lock of this name later has a higher one, until it is forgotten. */
  readonly turn: number
  /** Whether it is held still: a holder that gave no sign of life for the time of its lease may be passed over by another machine. */
  holds(): boolean
  /** Gives it back: the next process may take it. */
  release(): void
  /** Gives it back, when it is held still, and removes what is left of it, because its purpose is fulfilled: whoever takes it anew finds the work done. */
  forget(): void
}

export interface LockOptions {
  /**
   * Milliseconds within which the lock is renewed, by {@link renewLock}, as long as its holder is there: for so long another machine, which cannot see the holder, waits without
   * a sign of life. Without it, for ever.
   */
  readonly lease?: number | undefined
}

export type LockAttempt = { readonly lock: Lock } | { readonly heldBy: ProcessIdentity }

/**
 * Takes the lock of that name or says who has it; never waits.
 *
 * A lock is a folder of numbered turns, each naming the process that took it; an empty turn was given back. Whoever finds no living
 * process in any turn may take the next number, and only one can create it: a turn appears whole, by a link. A holder may forget the
 * whole folder, so a number can be taken on the word of a folder that is gone. Hence the second look: the lock is held only by who finds
 * its own turn still in place and no other living one beside it. Two that each see the other both step back; two never go on.
 *
 * The numbers are fencing numbers: whoever is passed over because its lease has run out finds its turn empty, and a higher one beside it.
 */
export function tryLock(folder: string, name: string, options: LockOptions = {}): LockAttempt {
  const turns = join(folder, name)
  for (;;) {
    const before = readTurns(turns)
    if (before === 'changed') continue
    if (before.living) return { heldBy: before.living }
    const turn = before.highest + 1
    const token = take(turns, turn, options)
    if (token === undefined) continue
    const after = readTurns(turns, turn)
    if (after === 'changed' || tokenOf(join(turns, String(turn))) !== token) continue
    if (after.living) {
      giveBack(join(turns, String(turn)))
      return { heldBy: after.living }
    }
    return { lock: heldLock(turns, turn, token) }
  }
}

/** Who holds the lock now, without taking it. */
export function lockHolder(folder: string, name: string): ProcessIdentity | null {
  for (;;) {
    const seen = readTurns(join(folder, name))
    if (seen !== 'changed') return seen.living ?? null
  }
}

/** Shows other machines that the holder of a lock is there. What is not there any more is not renewed. */
export function renewLock(folder: string, name: string, sign: string): void {
  try {
    writeFileSync(join(folder, name, BEAT), sign, { flag: 'r+' })
  } catch (error) {
    if (!isAbsence(error)) throw error
    makeBeat(join(folder, name), sign)
  }
}

/** The file by which a lock is renewed. */
const BEAT = '.beat'

/** Not with its folder: the lock may have been forgotten. */
function makeBeat(turns: string, sign: string): void {
  try {
    writeFileSync(join(turns, BEAT), sign)
  } catch (error) {
    if (!isAbsence(error)) throw error
  }
}

function heldLock(turns: string, turn: number, token: string): Lock {
  let held = true
  const holds = (): boolean => held && tokenOf(join(turns, String(turn))) === token
  const once = (end: () => void) => (): void => {
    if (held) end()
    held = false
  }
  return {
    turn,
    holds,
    release: once(() => giveBack(join(turns, String(turn)))),
    forget: once(() => {
      // Passed over: what is there is another's.
      if (!holds()) return
      // Moved away first: in a folder that is being emptied, another process could take a turn that is then removed with the rest.
      const gone = `${turns}.${randomUUID()}.gone`
      try {
        renameSync(turns, gone)
      } catch (error) {
        if (!isSystemError(error)) throw error
        return giveBack(join(turns, String(turn)))
      }
      try {
        // Another process may have been about to take a turn in it: what it writes arrives here, between two steps of the removal.
        rmSync(gone, { recursive: true, force: true, maxRetries: 5, retryDelay: 10 })
      } catch (error) {
        if (!isSystemError(error)) throw error
        // It is no lock any more, whatever is left of it.
      }
    }),
  }
}

interface Seen {
  readonly highest: number
  /** A living process other than the one whose turn was left out. */
  readonly living?: ProcessIdentity | undefined
}

/** Reads all turns but one; `changed` when the folder was forgotten in the midst of it. */
function readTurns(turns: string, exceptTurn?: number): Seen | 'changed' {
  const numbers = namesIn(turns)
    .map(Number)
    .filter((turn) => turn > 0)
  let living: ProcessIdentity | undefined
  for (const turn of numbers) {
    if (turn === exceptTurn) continue
    const holder = readTurn(join(turns, String(turn)))
    if (holder === 'gone') return 'changed'
    if (!holder || !isAlive(holder)) continue
    if (!hasRunOut(turns, turn, holder)) living = holder
    // For all others as well, and for the holder itself, should it only have slept.
    else if (tokenOf(join(turns, String(turn))) === holder.token) giveBack(join(turns, String(turn)))
  }
  return { highest: Math.max(0, ...numbers), living }
}

/** What this process has seen of the leases of others: the sign, and when it was seen to change, by a clock that no one can set. */
const leases = new Map<string, { sign: string; changed: number }>()

/** Whether a holder on another machine has shown no sign of life for the time of its lease, while this process has watched. */
function hasRunOut(turns: string, turn: number, { host, lease, token }: Turn): boolean {
  if (lease === undefined || host === hostName()) return false
  const key = `${turns} ${turn} ${token}`
  const sign = signIn(turns)
  const seen = leases.get(key)
  if (seen === undefined || seen.sign !== sign) {
    leases.set(key, { sign, changed: performance.now() })
    return false
  }
  if (performance.now() - seen.changed < lease) return false
  leases.delete(key)
  return true
}

const signIn = (turns: string): string => textIfThere(join(turns, BEAT)) ?? ''

/** Takes a turn; what is written in it and nowhere else, or undefined when another process was quicker or the folder was forgotten. */
function take(turns: string, turn: number, { lease }: LockOptions): string | undefined {
  const token = randomUUID()
  const draft = join(turns, `.${token}`)
  makeFolder(turns)
  try {
    writeFileSync(
      draft,
      JSON.stringify({ ...identityOf(), token, ...(lease !== undefined && { lease }) } satisfies Turn),
    )
    linkSync(draft, join(turns, String(turn)))
    return token
  } catch (error) {
    if (!isAbsence(error) && !isSystemError(error, 'EEXIST')) throw error
    return undefined
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Who forgets the folder while it is being made lets that fail with ENOENT: it is there, says the system, and then it is not. */
function makeFolder(turns: string): void {
  for (let left = 100; ; left--) {
    try {
      mkdirSync(turns, { recursive: true })
      return
    } catch (error) {
      if (!isAbsence(error) || left === 0) throw error
    }
  }
}

function giveBack(turn: string): void {
  try {
    truncateSync(turn)
  } catch (error) {
    // Someone removed the whole folder, by hand: that gives it back as well.
    if (!isAbsence(error)) throw error
  }
}

/** What a turn that was not given back says. */
interface Turn extends ProcessIdentity {
  readonly token: string
  /** Milliseconds. */
  readonly lease?: number
}

function readTurn(turn: string): Turn | null | 'gone' {
  let text: string
  try {
    text = readFileSync(turn, 'utf8')
  } catch (error) {
    if (isAbsence(error)) return 'gone'
    throw error
  }
  try {
    return JSON.parse(text) as Turn
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    // Given back, or torn by a crash of the machine, which no holder outlived.
    return null
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (isAbsence(error)) return []
    throw error
  }
}

function tokenOf(turn: string): string | undefined {
  const read = readTurn(turn)
  return read === null || read === 'gone' ? undefined : read.token
}

const isAbsence = (error: unknown): boolean => isSystemError(error, 'ENOENT')
