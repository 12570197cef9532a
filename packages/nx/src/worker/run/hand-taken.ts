import { constants, copyFileSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ResultError, resultDigest, verifyResult } from 'bocas/internal'
import type { RunSpecification } from '../../protocol/run-specification'

/**
 * Puts the results that a run takes where its program finds them: a folder for each, with its payloads and a `result.json` of all that a run can see of it, without
 * its name, key and place, which are in no key. They are copies: what the program does to them reaches no other run.
 *
 * @param into a folder that is not there yet.
 * @returns the JSON file that says which folder is at which key path of the config; undefined when nothing is taken.
 * @throws ResultError when a result is damaged, or another one than when the run was planned.
 */
export async function handTaken(into: string, taken: RunSpecification['taken'] = {}): Promise<string | undefined> {
  const all = Object.entries(taken)
  if (all.length === 0) return undefined
  mkdirSync(into)
  // Programs know themselves by real paths.
  const place = realpathSync(into)
  const folders: Record<string, string> = {}
  for (const [index, [path, { task, name, key, dir, digest }]] of all.entries()) {
    const stored = await verifyResult(dir, key)
    if (resultDigest(stored) !== digest)
      throw new ResultError('other-key', dir, `the result of ${task}/${name} changed after the run was planned`)
    // By number: a key of a config may hold what a file name must not.
    const folder = join(place, String(index + 1))
    mkdirSync(folder)
    for (const file of Object.keys(stored.payloads))
      copyFileSync(join(dir, file), join(folder, file), constants.COPYFILE_FICLONE)
    const { config, seed, artifacts } = stored
    writeFileSync(join(folder, 'result.json'), `${JSON.stringify({ config, seed, artifacts }, null, 2)}\n`)
    folders[path] = folder
  }
  const list = join(place, 'from.json')
  writeFileSync(list, `${JSON.stringify(folders, null, 2)}\n`)
  return list
}
