import type { Problem } from 'bocas/internal/light'
import type { Outgoing } from './outgoing'
import { withCleanup } from './with-cleanup'

/** An object that a remote has, as the remote says: whether its bytes are those of its name is known only when they are here. */
export interface ListedObject {
  readonly bytes: number
  /** When it got there, in milliseconds since 1970. */
  readonly since: number
}

/** What came of one object of many. */
export interface Arrivals {
  /** It lies in the folder now, and has the bytes of its name. */
  arrived(digest: string): void
  failed(digest: string, problem: Problem): void
  /**
   * Takes a small one as it comes, in place of `arrived`, so that it needs no file; it has the bytes of its name. The next one comes when this is through.
   */
  received?(digest: string, content: Buffer): Promise<void>
}

/** What came of one object of many that are put somewhere; of each, one or the other. */
export interface Departures {
  /** It was not there as it is to be, and was sent. */
  sent(digest: string): void
  /** It was there already, and nothing of it was sent. */
  there(digest: string): void
}

/**
 * A place for objects, `objects/<SHA-256>`, that need not be trusted: whatever comes from it is checked against its name. Methods throw a
 * ProblemsError when the place as a whole cannot be used.
 */
export interface Remote {
  /** As people know it, without anything secret. */
  readonly address: string
  /** Why nothing can be put there; undefined where it can. */
  readonly readOnly?: string
  /** Begins to log in, where that takes a moment, so that what is asked next need not wait for it. @returns what ends it. */
  connect?(): () => Promise<void>
  /** All that is there; where that cannot be asked for, what there is of those that are asked about. */
  list(asked: readonly string[]): Promise<ReadonlyMap<string, ListedObject>>
  /**
   * Begins to send a small object, where that goes beside finding out what else there is to send; `put` is given it all the same. Of use while it is connected.
   */
  ahead?(digest: string, content: Buffer): void
  /**
   * Puts objects there, each whole or not at all; one that is there in its size stays.
   *
   * @param objects by digest.
   * @param stage a folder for what has to lie in a file.
   */
  put(objects: ReadonlyMap<string, Outgoing>, stage: string, departures: Departures): Promise<void>
  /** Fetches objects into `folder/<digest>`. @param wanted sizes by digest. */
  get(wanted: ReadonlyMap<string, number>, folder: string, arrivals: Arrivals): Promise<void>
  /**
   * Removes objects.
   *
   * @param age in milliseconds: what is younger at that moment stays, because somebody has needed it meanwhile.
   * @returns what stayed.
   */
  remove(digests: readonly string[], age?: number): Promise<readonly string[]>
}

/** The folder of a remote that holds its objects. */
export const OBJECTS = 'objects'

/**
 * Does something with a remote that is called up at once, while it is still being found out what to ask of it.
 *
 * @param act is given what may be called when nothing more will be asked: the connection ends beside what is still to be done.
 */
export async function connected<T>(remote: Remote, act: (end: () => void) => Promise<T>): Promise<T> {
  const close = remote.connect?.()
  let closing: Promise<void> | undefined
  const end = (): Promise<void> | undefined => (closing ??= close?.())
  return withCleanup(
    // That it ended badly is told in the end.
    () => act(() => void end()?.catch(() => undefined)),
    () => end(),
  )
}
