import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  filesBelow,
  isAlive,
  OWNER_FILE,
  partsOfRunId,
  type ProcessIdentity,
  workspacePaths,
  type WorkspacePaths,
} from 'bocas/internal/store'
import { keysAtHead, keysAtRef } from './git-keys'
import { keysIn } from './recorded-keys'
import { eachPaper } from '../../shared/papers'
import { SPECIFICATION } from '../../shared/specification-file'
import { readJson } from '../../shared/read-json'
import type { KnownPlan } from '../../plan/task-plan'

/** By run key: who reaches it, as `mnist main`, `paper`, `git v1.0`. */
export type KeptKeys = ReadonlyMap<string, readonly string[]>

/**
 * Who reaches which results: the sweeps; the paper, by its facts, by what it records and by what is committed with it; the named refs of
 * git; and runs that are being executed.
 *
 * @throws CommandError for a ref that does not exist.
 */
export function reachOf(root: string, plans: readonly KnownPlan[], refs: readonly string[] = []): KeptKeys {
  const reach = new Map<string, string[]>()
  const add = (key: string, by: string): void => {
    const known = reach.get(key) ?? []
    if (!known.includes(by)) reach.set(key, [...known, by])
  }
  for (const { task, runs } of plans)
    for (const { key, sweeps } of runs) for (const sweep of sweeps) add(key, `${task} ${sweep}`)
  const paths = workspacePaths(root)
  for (const key of [...eachPaper(root).flatMap(keysOfPaper), ...keysAtHead(root)]) add(key, 'paper')
  for (const ref of refs) for (const key of keysAtRef(root, ref)) add(key, `git ${ref}`)
  for (const key of keysAtWork(paths)) add(key, 'a running command')
  return reach
}

/** The keys of the runs that facts come from, and those that the paper records. */
function keysOfPaper({ paper, artifacts }: WorkspacePaths): string[] {
  const facts = filesBelow(join(paper, 'facts')).flatMap((file) => {
    const content = readJson<{ task: string; facts: Record<string, { runs?: string[] }> }>(file)
    const runs = Object.values(content?.facts ?? {}).flatMap(({ runs }) => runs ?? [])
    return runs.map((run) => (run.includes('/') ? run : `${basename(file, '.json')}/${run}`))
  })
  const shown = [...new Set(facts)].flatMap((id) => {
    const { task, name } = partsOfRunId(id)
    const file = join(artifacts(task, name), 'result.json')
    return existsSync(file) ? keysIn(file, readFileSync(file, 'utf8')) : []
  })
  const record = join(paper, 'provenance.json')
  const records = [...filesBelow(join(paper, 'provenance')), ...(existsSync(record) ? [record] : [])]
  const recorded = records.flatMap((file) => keysIn(file, readFileSync(file, 'utf8')))
  return [...shown, ...recorded]
}

function keysAtWork({ work }: WorkspacePaths): string[] {
  const names = existsSync(work) ? readdirSync(work) : []
  return names.flatMap((name) => {
    const host = readJson<ProcessIdentity>(join(work, name, OWNER_FILE))
    const key = readJson<{ key: string }>(join(work, name, SPECIFICATION))?.key
    return key !== undefined && host && isAlive(host) ? [key] : []
  })
}
