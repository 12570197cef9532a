import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { saveOutput } from '../../artifacts'
import { canonicalJson, sha256 } from '../../keys/canonical-json'
import type { Json } from '../../sweep'
import type { ExpectedRun } from './read-runs'
import { writeResultFile } from '../stored/result-file'

const made: string[] = []
afterAll(() => made.splice(0).forEach((dir) => rmSync(dir, { recursive: true, force: true })))

/** A fresh folder, removed when the specs of the file have run. */
export function freshFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'bocas-results-'))
  made.push(dir)
  return dir
}

/** Stores a real result as a worker does, at `<root>/<task>/<name>`. For tests. */
export async function storeRun(
  root: string,
  run: { task?: string; name: string; config: Json; seedPath?: string; output: unknown },
): Promise<ExpectedRun> {
  const { task = 'mnist', name, config, seedPath, output } = run
  const dir = join(root, task, name)
  mkdirSync(dir, { recursive: true })
  const key = sha256(canonicalJson({ task, config }))
  const value = seedPath
    ?.split('.')
    .reduce<Json>((at, step) => (at as { [key: string]: Json })[step]!, config) as number
  const seed = seedPath === undefined ? {} : { seed: { path: seedPath, value } }
  await writeResultFile(dir, { key, config, ...seed, ...(await saveOutput(output, dir)) })
  return { task, name, key, config, dir, ...seed }
}
