import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { experimentId, experimentMeta, runFiles, runId, type ExportedRun } from './run-files'

/** A result and the files that belong to it. */
export interface ExportedResult extends ExportedRun {
  /** The folder that holds them. */
  readonly dir: string
  readonly files: readonly string[]
}

/** Whether a folder may become a file store: it is one, or is empty or not there. */
export function isStoreOrEmpty(folder: string): boolean {
  if (!existsSync(folder)) return true
  if (!statSync(folder).isDirectory()) return false
  const entries = readdirSync(folder)
  return entries.length === 0 || entries.some((name) => existsSync(join(folder, name, 'meta.yaml')))
}

/**
 * Writes results as a file store of MLflow: an experiment for each task, a run for each result. A run that is there already is written anew, and appears whole; whatever
 * else is in the store stays.
 */
export function writeStore(folder: string, results: readonly ExportedResult[]): void {
  for (const task of new Set(results.map(({ task }) => task))) {
    const place = join(folder, experimentId(task))
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'meta.yaml'), experimentMeta(task, addressOf(place)))
  }
  for (const result of results) writeRun(join(folder, experimentId(result.task)), result)
}

const addressOf = (folder: string): string => pathToFileURL(folder).href

function writeRun(experiment: string, result: ExportedResult): void {
  const place = join(experiment, runId(result.key))
  // Without a meta.yaml it is no run to anybody who looks meanwhile.
  const work = `${place}.${process.pid}`
  rmSync(work, { recursive: true, force: true })
  for (const folder of ['artifacts', 'metrics', 'params', 'tags']) mkdirSync(join(work, folder), { recursive: true })
  const files = runFiles(result, addressOf(place))
  const meta = files.get('meta.yaml')!
  for (const [path, text] of files) {
    if (path === 'meta.yaml') continue
    mkdirSync(dirname(join(work, path)), { recursive: true })
    writeFileSync(join(work, path), text)
  }
  for (const file of ['result.json', ...result.files])
    copyFileSync(join(result.dir, file), join(work, 'artifacts', file), constants.COPYFILE_FICLONE)
  rmSync(place, { recursive: true, force: true })
  renameSync(work, place)
  writeFileSync(join(place, 'meta.yaml'), meta)
}
