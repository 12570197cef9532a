import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkspacePaths } from 'bocas/internal'
import type { KeptKeys } from './reach'
import { readStore, sizeOf, type StoredRun } from '../../shared/stored-run'

/** Something that nobody needs. */
export interface Leftover {
  readonly what: 'result' | 'unreadable result' | 'damaged result' | 'checkpoint'
  /** The run key it belongs to. */
  readonly key: string
  /** `mnist/lr=0.1`, where that is known. */
  readonly run?: string | undefined
  /** Milliseconds since 1970; 0 when nobody knows. */
  readonly made: number
  readonly bytes: number
  readonly folder: string
}

/** What gc would remove, and how much it keeps. */
export interface Division {
  readonly remove: readonly Leftover[]
  readonly keep: { readonly count: number; readonly bytes: number }
}

/** Divides what lies in `.bocas` into what somebody reaches and what can go. */
export function divide(paths: WorkspacePaths, reach: KeptKeys): Division {
  const { runs, unreadable } = readStore(paths)
  const kept = runs.filter(({ key }) => reach.has(key))
  const results = runs.filter(({ key }) => !reach.has(key)).map(asLeftover)
  const broken = unreadable.map(({ key, folder, bytes }): Leftover => ({
    what: 'unreadable result',
    key,
    folder,
    bytes,
    made: 0,
  }))
  return {
    remove: [
      ...results,
      ...broken,
      ...folders(paths.damaged, 'damaged result'),
      ...folders(paths.checkpoints, 'checkpoint').filter(({ key }) => !reach.has(key)),
    ],
    keep: { count: kept.length, bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0) },
  }
}

const asLeftover = ({ key, task, name, made, bytes, folder }: StoredRun): Leftover => ({
  what: 'result',
  key,
  run: task === '' ? undefined : `${task}/${name}`,
  made,
  bytes,
  folder,
})

/** Folders are named by the key, perhaps with an end that makes them unique. */
function folders(parent: string, what: Leftover['what']): Leftover[] {
  const names = existsSync(parent) ? readdirSync(parent).sort() : []
  return names.map((name) => ({
    what,
    key: name.slice(0, 64),
    folder: join(parent, name),
    bytes: sizeOf(join(parent, name)),
    made: 0,
  }))
}
