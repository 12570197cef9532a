import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { Problem } from 'bocas/internal'
import { isSyntaxError, plural } from 'bocas/internal/light'
import { parsePythonJson } from '../plain-values'
import { readSourceText } from '../read-source'
import type { SourceRuns } from '../source-run'
import { exportedRun } from './exported-run'
import { isLog, readRunFolder, readRunLog } from './read-run-folder'
import { readRunsTable } from './read-runs-table'

/** `run-20240131_120000-abc123`, and `offline-run-…` where nobody was logged in. */
const RUN_FOLDER = /^(?:offline-)?run-\d{8}_\d{6}-/

/**
 * Reads runs of Weights & Biases: the local folder `wandb`, one run of it, the `.wandb` file of one, or an export (`.csv`, `.json`, `.jsonl`).
 *
 * @param config the columns of a table that are settings, where it does not say.
 */
export async function readWandb(path: string, config: readonly string[] = []): Promise<SourceRuns> {
  if (statSync(path).isDirectory()) return readFolders(path)
  if (isLog(path)) {
    const { run, notes, problems } = readRunLog(path)
    return { runs: run ? [run] : [], notes, problems }
  }
  const kind = extname(path).toLowerCase()
  if (['.csv', '.json', '.jsonl', '.ndjson'].includes(kind)) {
    const read = readSourceText(path)
    if ('problem' in read) return refused(read.problem)
    return kind === '.csv' ? readRunsTable(read.content, path, config) : readObjects(read.content, path, kind)
  }
  return refused({
    code: 'nothing-to-import',
    message: `a file ${kind === '' ? 'without an ending' : `that ends with ${kind}`} is no export of Weights & Biases`,
    hint: 'allowed: .csv, .json, .jsonl, the .wandb file of a run, or the folder wandb',
    path,
  })
}

const refused = (problem: Problem): SourceRuns => ({ runs: [], notes: [], problems: [problem] })

async function readFolders(path: string): Promise<SourceRuns> {
  const isRun = RUN_FOLDER.test(basename(path)) || existsSync(join(path, 'files', 'wandb-summary.json'))
  const inside = isRun
    ? [path]
    : readdirSync(path, { withFileTypes: true })
        // `latest-run` is a link to one of them.
        .filter((entry) => entry.isDirectory() && RUN_FOLDER.test(entry.name))
        .map(({ name }) => join(path, name))
        .sort()
  if (inside.length === 0)
    return refused({
      code: 'nothing-to-import',
      message: 'this is no folder of Weights & Biases',
      hint: 'name the folder that holds run-<date>-<id> folders: wandb',
      path,
    })
  const read = await Promise.all(inside.map(readRunFolder))
  const bare = read.filter((one) => one.run === undefined && one.problems.length === 0).length
  return {
    runs: read.flatMap(({ run }) => run ?? []),
    notes: [
      ...new Set(read.flatMap(({ notes }) => notes)),
      ...(bare > 0
        ? [`${plural(bare, 'folder')} without a .wandb file and files/wandb-summary.json passed over: no whole run`]
        : []),
    ],
    problems: read.flatMap(({ problems }) => problems),
  }
}

/** A list of objects, or a line for each. */
function readObjects(text: string, path: string, kind: string): SourceRuns {
  const problems: Problem[] = []
  const parse = (piece: string, at: string): unknown => {
    try {
      return parsePythonJson(piece)
    } catch (error) {
      if (!isSyntaxError(error)) throw error
      problems.push({
        code: 'damaged-import',
        message: `this is no JSON: ${(error as Error).message}`,
        hint: 'export the runs again',
        path: at,
      })
      return undefined
    }
  }
  const objects =
    kind === '.json'
      ? [parse(text, path)].flat()
      : text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [parse(line, `${path}:${index + 1}`)]))
  const runs =
    problems.length > 0
      ? []
      : objects.flatMap((object, index) => exportedRun(object, `${path}, run ${index + 1}`, problems) ?? [])
  return { runs, notes: [], problems }
}
