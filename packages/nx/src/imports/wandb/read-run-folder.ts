import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isBlock, isProblemsError, type Json, type Problem, readCsv } from 'bocas/internal'
import { isSyntaxError } from 'bocas/internal/light'
import { parsePythonJson } from '../plain-values'
import { isOwnFile, isOwnFolder, LARGEST_LOG, readSourceBytes, readSourceText } from '../read-source'
import { readYaml } from '../read-yaml'
import type { SourceRun } from '../source-run'
import { exportedRun, metricPoints, numericFields, ownOf } from './exported-run'
import { readLog, type RunLog } from './read-log'

/** What was read of the folder of one run. */
interface ReadFolder {
  readonly run?: SourceRun
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
}

const HISTORIES = ['wandb-history.jsonl', 'history.jsonl', 'history.csv']

const LOG = '.wandb'

/**
 * Reads `run-<date>-<id>`: its log, a `.wandb` file, and what lies in `files`: wandb-summary.json, config.yaml, and a history where one was exported beside them. Each of
 * the files goes before what the log says of the same.
 */
export async function readRunFolder(folder: string): Promise<ReadFolder> {
  const problems: Problem[] = []
  const notes: string[] = []
  const file = (name: string): string => join(folder, 'files', name)
  const isThere = (name: string): boolean => isOwnFolder(join(folder, 'files')) && isOwnFile(file(name))
  const logged = readdirSync(folder, { withFileTypes: true }).find((entry) => entry.isFile() && isLog(entry.name))
  const log = logged && logAt(join(folder, logged.name), { notes, problems })
  if (problems.length > 0 || (log === undefined && !isThere('wandb-summary.json'))) return { notes, problems }
  const id = basename(folder).split('-').at(-1)!
  const summary = isThere('wandb-summary.json') ? jsonAt(file('wandb-summary.json'), problems) : log!.summary
  const metadata = isThere('wandb-metadata.json') ? jsonAt(file('wandb-metadata.json'), problems) : {}
  const config = isThere('config.yaml') ? await configAt(file('config.yaml'), problems) : plainConfig(log?.config ?? {})
  const named = HISTORIES.find(isThere)
  const metrics = metricPoints(named === undefined ? (log?.history ?? []) : rowsAt(file(named), problems))
  if (named === undefined && log === undefined) notes.push('runs without their .wandb files have no curves')
  if (problems.length > 0) return { notes, problems }
  const state = stateOf(metadata, log)
  return {
    run: {
      origin: id,
      name: log?.name || id,
      state,
      isFinished: state === 'finished',
      config,
      summary: numericFields(summary),
      metrics,
    },
    notes,
    problems,
  }
}

/** Whether a file is the log of a run, by its name. */
export const isLog = (name: string): boolean => name.endsWith(LOG)

/** Reads a run from its log alone. */
export function readRunLog(path: string): ReadFolder {
  const problems: Problem[] = []
  const notes: string[] = []
  const log = logAt(path, { notes, problems })
  if (log === undefined) return { notes, problems }
  const id = log.id ?? basename(path, LOG).replace(/^run-/, '')
  const { config, summary, history } = log
  const run = exportedRun(
    { id, name: log.name || id, state: stateOf({}, log), config: plainConfig(config), summary, history },
    path,
    problems,
  )
  return { ...(run && { run }), notes, problems }
}

function logAt(
  path: string,
  { notes, problems }: { readonly notes: string[]; readonly problems: Problem[] },
): RunLog | undefined {
  const bytes = readSourceBytes(path, LARGEST_LOG)
  if ('problem' in bytes) {
    problems.push(bytes.problem)
    return undefined
  }
  const log = readLog(bytes.content)
  if ('wrong' in log) {
    problems.push({
      code: 'damaged-import',
      message: log.wrong,
      hint: 'leave the folder of this run out, or move this file away: then the run has no curves',
      path,
    })
    return undefined
  }
  if (log.isTorn) notes.push('logs whose last record was not written to its end are taken up to there')
  return log
}

/** How a run ended. Newer versions write it only into the log. */
function stateOf({ state, exitcode }: Readonly<Record<string, unknown>>, log: RunLog | undefined): string {
  if (typeof exitcode === 'number' && exitcode !== 0) return 'failed'
  if (log !== undefined) return log.exitCode === undefined ? 'crashed' : log.exitCode === 0 ? 'finished' : 'failed'
  return typeof state === 'string' ? state : 'finished'
}

function jsonAt(path: string, problems: Problem[]): Readonly<Record<string, unknown>> {
  const data = parsed(textAt(path, problems), path, problems)
  if (isBlock(data)) return data
  if (data !== undefined)
    problems.push({
      code: 'damaged-import',
      message: 'this is no object',
      hint: 'leave the folder of this run out',
      path,
    })
  return {}
}

/** Nothing of a file that cannot be read, which is told. */
function textAt(path: string, problems: Problem[]): string | undefined {
  const read = readSourceText(path)
  if ('content' in read) return read.content
  problems.push(read.problem)
  return undefined
}

function parsed(text: string | undefined, path: string, problems: Problem[]): unknown {
  if (text === undefined) return undefined
  try {
    return parsePythonJson(text)
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    problems.push({
      code: 'damaged-import',
      message: `this is no JSON: ${(error as Error).message}`,
      hint: 'leave the folder of this run out',
      path,
    })
    return undefined
  }
}

/** Each setting is `{ desc, value }` there. */
async function configAt(path: string, problems: Problem[]): Promise<Record<string, Json>> {
  const read = await readYaml(path, path, 'python')
  if ('problem' in read) problems.push(read.problem)
  if (!('data' in read) || read.data === null || typeof read.data !== 'object') return {}
  return plainConfig(
    Object.fromEntries(
      Object.entries(read.data as Record<string, unknown>)
        .filter(([key]) => key !== 'wandb_version')
        .map(([key, item]) => {
          const isWrapped = item !== null && typeof item === 'object' && 'value' in item
          return [key, isWrapped ? item.value : item]
        }),
    ),
  )
}

/** Settings without what wandb records of itself. */
const plainConfig = (config: Readonly<Record<string, unknown>>): Record<string, Json> =>
  Object.fromEntries(Object.entries(ownOf(config)).map(([key, value]) => [key, plain(value)]))

/** YAML knows dates and numbers that JSON does not. */
const plain = (value: unknown): Json =>
  JSON.parse(
    JSON.stringify(value ?? null, (_key, item: unknown) =>
      typeof item === 'bigint'
        ? Number.isSafeInteger(Number(item))
          ? Number(item)
          : String(item)
        : typeof item === 'number' && !Number.isFinite(item)
          ? String(item)
          : item,
    ),
  ) as Json

function rowsAt(path: string, problems: Problem[]): Readonly<Record<string, unknown>>[] {
  const text = textAt(path, problems) ?? ''
  if (path.endsWith('.csv')) {
    const [head = [], ...lines] = linesOf(text, path, problems)
    return lines.map((line) => Object.fromEntries(head.map((name, index) => [name ?? '', line[index]])))
  }
  const rows = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parsed(line, `${path}:${index + 1}`, problems)]))
  return rows.filter((row): row is Record<string, unknown> => row !== null && typeof row === 'object')
}

function linesOf(text: string, path: string, problems: Problem[]): ReturnType<typeof readCsv> {
  try {
    return readCsv(text)
  } catch (error) {
    if (!isProblemsError(error)) throw error
    problems.push({
      code: 'damaged-import',
      message: `this is no CSV: ${error.message}`,
      hint: 'export the history again, or move this file away',
      path,
    })
    return []
  }
}
