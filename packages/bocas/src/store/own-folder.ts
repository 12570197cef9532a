import { randomUUID } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf } from './process-identity'

/** The file of an own folder that says whose it is. */
export const OWNER_FILE = 'host.json'

/** Makes a new folder that names the process that will remove it: when that is gone, whoever comes next may. */
export function ownFolder(parent: string, label: string): string {
  const folder = join(parent, `${label}-${randomUUID()}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, OWNER_FILE), JSON.stringify(identityOf()))
  return folder
}

/** Removes such a folder, what says whose it is last: a removal that a kill cuts off is ended by whoever comes next. */
export function removeOwnFolder(folder: string): void {
  const how = { recursive: true, force: true, maxRetries: 3 }
  const isFolder = lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false
  for (const name of isFolder ? readdirSync(folder) : []) if (name !== OWNER_FILE) rmSync(join(folder, name), how)
  rmSync(folder, how)
}
