import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError } from 'bocas/internal/light'
import { isAlive, OWNER_FILE, type ProcessIdentity, type WorkspacePaths } from 'bocas/internal/store'
import { discardWork, makeWorkFolder } from '../leftovers/work-folders'
import { readJson } from '../../shared/read-json'

/** What a run waits for: slots that other runs have, by their names, or the process that executes it for another command. */
export type WaitsFor =
  { readonly slots: readonly string[] } | { readonly process: { readonly pid: number; readonly host: string } }

/** A run that could begin if it had what it waits for, as other terminals read it. */
export interface WaitingRun {
  readonly task: string
  readonly name: string
  readonly key: string
  readonly isTry: boolean
  readonly waitsFor: WaitsFor
  /** Milliseconds since 1970. */
  readonly since: number
}

/** The runs of one call that wait, written down for who asks from another terminal. */
export interface WaitingList {
  /** Notes that a run waits, and for what. */
  put(run: Omit<WaitingRun, 'since'>): void
  /** The run of this key has begun, or needs to begin no more. */
  remove(key: string): void
  /** No run of this call waits any more. */
  close(): void
}

/** The folders of calls whose runs wait are called so, in the folder of what is at work. */
export const WAITING = 'waiting'

/**
 * The list of one call: a folder with a file per run that waits, made when the first one does. A file each, because of a thousand runs that
 * wait for one slot every one begins at another time. What cannot be written is no reason not to wait.
 */
export function waitingList(root: string): WaitingList {
  const waiting = new Map<string, string>()
  let folder: string | undefined
  const fileOf = (key: string): string => join((folder ??= makeWorkFolder(root, WAITING)), `${key}.json`)
  const tolerate = (write: () => void): void => {
    try {
      write()
    } catch (error) {
      if (!isSystemError(error)) throw error
      // A full disk, or one that is read-only: whoever asks is not told that this run waits.
    }
  }
  return {
    put(run) {
      const what = JSON.stringify(run.waitsFor)
      if (waiting.get(run.key) === what) return
      waiting.set(run.key, what)
      tolerate(() => writeFileSync(fileOf(run.key), JSON.stringify({ ...run, since: Date.now() } satisfies WaitingRun)))
    },
    remove(key) {
      if (waiting.delete(key)) tolerate(() => rmSync(fileOf(key), { force: true }))
    },
    close() {
      waiting.clear()
      if (folder !== undefined) discardWork(folder)
    },
  }
}

/** The runs of all commands of this workspace that wait for slots or for another command, the longest waiting first. */
export function runsThatWait({ work }: WorkspacePaths): WaitingRun[] {
  const lists = existsSync(work) ? readdirSync(work).filter((name) => name.startsWith(`${WAITING}-`)) : []
  return lists
    .flatMap((name) => listed(join(work, name)))
    .sort((a, b) => a.since - b.since || (`${a.task}/${a.name}` < `${b.task}/${b.name}` ? -1 : 1))
}

function listed(folder: string): WaitingRun[] {
  const host = readJson<ProcessIdentity>(join(folder, OWNER_FILE))
  if (!host || !isAlive(host)) return []
  // Of a call that ends in this moment the folder may be gone.
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files.flatMap((file) => {
    const run = file === OWNER_FILE ? undefined : readJson<Partial<WaitingRun>>(join(folder, file))
    return run?.waitsFor && run.since !== undefined ? [run as WaitingRun] : []
  })
}
