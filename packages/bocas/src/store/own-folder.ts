import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf } from './process-identity'

/** Makes a new folder that names the process that will remove it: when that is gone, whoever comes next may. */
export function ownFolder(parent: string, label: string): string {
  const folder = join(parent, `${label}-${randomUUID()}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'host.json'), JSON.stringify(identityOf()))
  return folder
}
