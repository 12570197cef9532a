import { mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  canonicalJson,
  isSystemError,
  knownKeys,
  openCheckpoint,
  saveOutput,
  sha256,
  strictConfig,
  tryLock,
  writeResultFile,
} from 'bocas/internal'
import { leaseTime } from '../../protocol/lease'
import { makeScratch } from '../../protocol/scratch'
import { whoAsks } from '../who-asks'
import { thisMachine } from './execution'

const KEY = 'rehearsal'

/**
 * Does once, in a folder that is removed again, what every run begins and ends with: a lock, a module, a config, a result. What Node loads and compiles for it
 * a worker has then before its run comes, and not between two runs (`npm run bench -- --only overhead`).
 *
 * @param work a folder of the worker's own.
 * @returns the files that were loaded as modules: they are no one's code.
 */
export async function rehearse(work: string): Promise<string[]> {
  const stage = join(work, KEY)
  const module = join(stage, 'run.mjs')
  const loaded = [module]
  try {
    makeScratch(work)
    thisMachine()
    openCheckpoint(join(stage, 'checkpoint'), () => undefined)
    const entry = join(stage, 'entry')
    mkdirSync(entry, { recursive: true })
    const attempt = tryLock(join(stage, 'locks'), KEY, { lease: leaseTime() })
    writeFileSync(module, 'export const run = (config) => ({ metric: config.rate })\n')
    loaded.push(realpathSync(module))
    const { run } = (await import(pathToFileURL(module).href)) as { run: (config: unknown) => unknown }
    const config = { rate: 1 }
    sha256(canonicalJson(config))
    const asked = strictConfig(config, knownKeys([config]), whoAsks(module))
    const { artifacts, payloads } = await saveOutput(run(asked.config), entry)
    await writeResultFile(entry, { key: KEY, config, artifacts, payloads })
    if ('lock' in attempt) attempt.lock.forget()
  } catch (error) {
    // A full disk: what was to save time must not cost the run.
    if (!isSystemError(error)) throw error
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
  return loaded
}
