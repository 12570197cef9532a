import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf, isAlive, workspacePaths, type ProcessIdentity } from 'bocas/core'
import { endStrays } from './end-processes'

/** Makes the folder of a run at work, which names the process that will remove it. */
export function makeWorkFolder(root: string, label: string): string {
  const work = join(workspacePaths(root).work, `${label}-${randomUUID()}`)
  mkdirSync(work, { recursive: true })
  writeFileSync(join(work, 'host.json'), JSON.stringify(identityOf()))
  return work
}

/** Removes a run's folder. What a process that the run left behind keeps busy is removed by a later call: a result is a result. */
export function discard(work: string): void {
  try {
    rmSync(work, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // Swept up later.
  }
}

/** Milliseconds: what names no host is a copy under way, or a folder that is just being made; so old, it is what a kill left of one. */
const FORGOTTEN = 24 * 60 * 60 * 1000

/** Removes the work of hosts that are gone, and ends what their runs have left behind: killed ones could not. */
export function sweepUp(root: string): void {
  const { work } = workspacePaths(root)
  for (const name of existsSync(work) ? readdirSync(work) : []) {
    const place = join(work, name)
    try {
      if (!isAbandoned(place)) continue
      endStrays(place)
      rmSync(place, { recursive: true, force: true })
    } catch {
      // Another host removed it a moment earlier.
    }
  }
}

function isAbandoned(place: string): boolean {
  try {
    return !isAlive(JSON.parse(readFileSync(join(place, 'host.json'), 'utf8')) as ProcessIdentity)
  } catch {
    return Date.now() - statSync(place).mtimeMs > FORGOTTEN
  }
}
