import { copyFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  canonicalJson,
  commitEntry,
  copyResult,
  DIFF_FILE,
  EXECUTION_FILE,
  ownFolder,
  removeOwnFolder,
  verifyResult,
  withoutUndefined,
  writeResultFile,
  writeWholeSync,
  type WorkspacePaths,
} from 'bocas/internal'
import type { NearestResult } from '../../history/nearest-results'
import { readJson } from '../../shared/read-json'
import { type Acceptance, type KeyContent, type StoredRun } from '../../shared/stored-run'

/**
 * Makes a kept result the result of another key: a store entry of its own with the same payloads, which says where it comes from, what
 * changed and why that was declared harmless. The reason is also written to `.bocas/accepted/<key>.json`.
 *
 * @throws ResultError when the kept result is not as it was written.
 */
export async function carryOver(
  paths: WorkspacePaths,
  { kept, changes }: NearestResult<StoredRun>,
  to: KeyContent,
  because: string,
  at: Date,
): Promise<void> {
  const result = await verifyResult(kept.folder, kept.key)
  const acceptance: Acceptance = {
    from: kept.key,
    because,
    at: at.toISOString(),
    changes: changes.map(({ text }) => text),
  }
  const own = ownFolder(paths.transit, 'accept')
  const draft = join(own, 'draft')
  try {
    copyResult(result, kept.folder, draft)
    const earlier = kept.accepted.length > 0 ? kept.accepted : (result.accepted ?? [])
    const accepted = [...earlier, acceptance]
    // In the result itself, and so in what is drawn from it, printed and cloned.
    const { artifacts, payloads } = result
    const { key, task, name, config, seed, ingredients } = to
    await writeResultFile(draft, { key, config, ...withoutUndefined({ seed }), artifacts, payloads, accepted })
    for (const file of ['run.log', DIFF_FILE])
      if (existsSync(join(kept.folder, file))) copyFileSync(join(kept.folder, file), join(draft, file))
    const execution = readJson<object>(join(kept.folder, EXECUTION_FILE))
    writeFileSync(join(draft, EXECUTION_FILE), jsonText({ ...execution, task: to.task, run: to.name, accepted }))
    writeFileSync(join(draft, 'ingredients.json'), `${canonicalJson({ task, name, config, ingredients })}\n`)
    // The record first: a result that was carried over is never there without it.
    const record = { format: 1, key: to.key, task: to.task, run: to.name, ...acceptance }
    writeWholeSync(paths.accepted(to.key), jsonText(record))
    commitEntry(paths, to.key, draft)
  } finally {
    removeOwnFolder(own)
  }
}

const jsonText = (content: object): string => `${JSON.stringify(content, null, 2)}\n`
