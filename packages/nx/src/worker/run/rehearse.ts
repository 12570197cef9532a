import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  canonicalJson,
  isSystemError,
  isUnresolved,
  knownKeys,
  openCheckpoint,
  realPath,
  saveOutput,
  sha256,
  strictConfig,
  tryLock,
  writeResultFile,
} from 'bocas/internal'
import { leaseTime } from '../../protocol/lease'
import { whoAsks } from '../who-asks'
import { thisMachine } from './execution'

const STAGE = 'rehearsal'

/**
 * Does once, in a folder that is removed again, what every run begins and ends with: a lock, a module, a config, a result. What Node loads and compiles for it
 * a worker has then before its run comes, and not between two runs (`npm run bench -- --only overhead`).
 *
 * All of it by relative paths, in the working directory: when that is removed or moved meanwhile, nothing is made again where it was.
 *
 * @returns the files that were loaded as modules: they are no one's code.
 */
export async function rehearse(): Promise<string[]> {
  const loaded: string[] = []
  try {
    const module = resolve(STAGE, 'run.mjs')
    mkdirSync(STAGE)
    thisMachine()
    openCheckpoint(join(STAGE, 'checkpoint'), () => undefined)
    const attempt = tryLock(join(STAGE, 'locks'), STAGE, { lease: leaseTime() })
    writeFileSync(join(STAGE, 'run.mjs'), 'export const run = (config) => ({ metric: config.rate })\n')
    loaded.push(module, realPath(module))
    const { run } = (await import(pathToFileURL(module).href)) as { run: (config: unknown) => unknown }
    const config = { rate: 1 }
    sha256(canonicalJson(config))
    const asked = strictConfig(config, knownKeys([config]), whoAsks(module))
    const entry = join(STAGE, 'entry')
    mkdirSync(entry)
    const { artifacts, payloads } = await saveOutput(run(asked.config), entry)
    await writeResultFile(entry, { key: STAGE, config, artifacts, payloads })
    if ('lock' in attempt) attempt.lock.forget()
    rmSync(STAGE, { recursive: true, force: true })
  } catch (error) {
    // A full disk, a folder that is gone: what was to save time must not cost the run.
    if (!isSystemError(error) && !isUnresolved(error)) throw error
  }
  return loaded
}
