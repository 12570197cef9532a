import { join } from 'node:path'
import { writeWholeSync } from 'bocas/internal/light'
import { readJson } from '../../shared/read-json'
import type { SshJob } from './hosts'

/** Where a job is, in its folder here: for a later call, which goes on from it. */
export interface SshJobPlace extends Omit<SshJob, 'id'> {
  /** The host that it was brought to; undefined while it waits for one. */
  readonly host?: string
}

const fileIn = (folder: string): string => join(folder, 'host.json')

export const readPlace = (folder: string): SshJobPlace | undefined => readJson<SshJobPlace>(fileIn(folder))

export const writePlace = (folder: string, { command, files }: SshJob, host?: string): void =>
  writeWholeSync(fileIn(folder), JSON.stringify({ ...(host !== undefined && { host }), command, files }))
