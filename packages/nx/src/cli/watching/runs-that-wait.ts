import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, OWNER_FILE, type ProcessIdentity, type WorkspacePaths } from 'bocas/internal'
import { WAITING, type WaitingRun } from '../../host/queue/waiting-list'
import { readJson } from '../../shared/read-json'

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
