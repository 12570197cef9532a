import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { createHash, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  commitEntry,
  file,
  saveOutput,
  series,
  sha256,
  workspacePaths,
  writeResultFile,
  type WorkspacePaths,
} from 'bocas/internal'
import { SILENT } from './progress'
import { pullPlan, pullResults, type Pulled } from './pull'
import { sendObjects, withPushPlan, withResults, type SharedRun } from './push'
import type { LockedResult, ResultsLock } from './lock-file'
import { EMPTY_LOCK } from './lock-file'
import type { Remote } from './remote'

/** For specs: a workspace that is empty. */
export const emptyWorkspace = (): WorkspacePaths =>
  workspacePaths(realpathSync(mkdtempSync(join(tmpdir(), 'bocas-sharing-'))))

export const keyOf = (name: string): string => sha256(`key of ${name}`)

export interface MadeRun {
  readonly accuracy?: number
  /** Who executed it. */
  readonly host?: string
  /** Bytes of a payload that travels alone. */
  readonly large?: number
}

/** For specs: puts a result into the store, as an execution on a machine leaves it. */
export async function execute(
  paths: WorkspacePaths,
  name: string,
  { accuracy = 0.9, host = 'a', large = 0 }: MadeRun = {},
): Promise<SharedRun> {
  const key = keyOf(name)
  const draft = join(paths.work, randomUUID())
  mkdirSync(draft, { recursive: true })
  const output = {
    accuracy,
    history: series({ loss: [0.5, 0.25] }),
    notes: file(Buffer.from(`notes of ${name}\n`), 'notes.txt'),
    ...(large > 0 ? { weights: file(pseudoRandom(large), 'weights.bin') } : {}),
  }
  const { artifacts, payloads } = await saveOutput(output, draft)
  await writeResultFile(draft, { key, config: { lr: 0.1, name }, artifacts, payloads })
  writeFileSync(join(draft, 'run.log'), `step 1 of ${name}\n`)
  writeFileSync(join(draft, 'execution.json'), `${JSON.stringify({ task: 'alpha', run: name, machine: { host } })}\n`)
  commitEntry(paths, key, draft)
  return { key, run: `alpha/${name}` }
}

/** The same bytes each time, which do not repeat. */
const pseudoRandom = (length: number): Buffer =>
  createHash('shake256', { outputLength: length }).update('weights').digest()

/** @returns the lock that comes of it, and how many objects were sent. */
export async function pushed(
  paths: WorkspacePaths,
  remote: Remote,
  runs: readonly SharedRun[],
  lock: ResultsLock = EMPTY_LOCK,
): Promise<{ lock: ResultsLock; sent: number }> {
  return withPushPlan(paths, remote, runs, lock, async (plan) => {
    expect(plan.damaged).toEqual([])
    await sendObjects(remote, plan, SILENT)
    return { lock: withResults(lock, plan.results), sent: plan.send.size }
  })
}

export async function pulled(paths: WorkspacePaths, remote: Remote, results: readonly LockedResult[]): Promise<Pulled> {
  return pullResults(paths, remote, (await pullPlan(paths, results)).fetch, SILENT)
}
