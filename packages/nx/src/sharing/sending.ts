import { objectsOf, type LockedResult } from './lock-file'
import type { Outgoing } from './outgoing'
import { progressOf, type Teller } from './progress'
import type { Departures } from './remote'

/** How much is sent, or is to be. */
export interface Sent {
  /** Of which an object is sent. */
  readonly results: number
  /** Of the objects, each once. */
  readonly bytes: number
}

/** What is sent when nothing of it is there. */
export function allOf(results: readonly LockedResult[], send: ReadonlyMap<string, Outgoing>): Sent {
  return {
    results: results.filter((one) => objectsIn(one, send).length > 0).length,
    bytes: bytesOf(send.keys(), send),
  }
}

export interface Sending extends Departures {
  /** What was really sent by now. */
  total(): Sent
  end(): void
}

/** Counts what becomes of the objects of a push by the results that they are of, and tells how far it is. What is there already is none of what is being sent. */
export function sendingOf(
  results: readonly LockedResult[],
  send: ReadonlyMap<string, Outgoing>,
  teller: Teller,
): Sending {
  const { results: count, bytes } = allOf(results, send)
  const progress = progressOf(teller, 'pushed', { count, bytes })
  const byObject = new Map<string, Leaving[]>()
  for (const one of results) {
    const leaving: Leaving = { open: new Set(objectsIn(one, send)), isSent: false }
    for (const digest of leaving.open) byObject.set(digest, [...(byObject.get(digest) ?? []), leaving])
  }
  const sent = new Set<string>()
  /** @returns the results of which nothing else is waited for. */
  const settled = (digest: string): Leaving[] =>
    (byObject.get(digest) ?? []).filter(({ open }) => open.delete(digest) && open.size === 0)
  const bytesIn = (digest: string): number => send.get(digest)?.bytes ?? 0
  return {
    sent(digest) {
      sent.add(digest)
      for (const one of byObject.get(digest) ?? []) one.isSent = true
      progress.step(bytesIn(digest), settled(digest).length)
    },
    there(digest) {
      const whole = settled(digest)
      const others = whole.filter(({ isSent }) => !isSent).length
      progress.spare(bytesIn(digest), others)
      if (whole.length > others) progress.step(0, whole.length - others)
    },
    total: () => ({
      results: new Set([...byObject.values()].flat().filter(({ isSent }) => isSent)).size,
      bytes: bytesOf(sent, send),
    }),
    end: () => progress.end(),
  }
}

/** A result whose objects are on their way. */
interface Leaving {
  readonly open: Set<string>
  isSent: boolean
}

const objectsIn = (one: LockedResult, send: ReadonlyMap<string, Outgoing>): string[] =>
  [...objectsOf([one]).keys()].filter((digest) => send.has(digest))

const bytesOf = (digests: Iterable<string>, send: ReadonlyMap<string, Outgoing>): number =>
  [...digests].reduce((sum, digest) => sum + (send.get(digest)?.bytes ?? 0), 0)
