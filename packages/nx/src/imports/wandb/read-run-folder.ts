import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readCsv, type Json, type Problem } from 'bocas/internal'
import { isSyntaxError } from 'bocas/internal/light'
import { parsePythonJson } from '../plain-values'
import { readYaml } from '../read-yaml'
import type { Point, SourceRun } from '../source-run'
import { historyOf, numbersIn } from './exported-run'

/** What was read of the folder of one run. */
interface ReadFolder {
  readonly run?: SourceRun
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
}

const HISTORIES = ['wandb-history.jsonl', 'history.jsonl', 'history.csv']

/** Reads `run-<date>-<id>/files`: wandb-summary.json, config.yaml, and a history where one was exported beside them. */
export async function readRunFolder(folder: string): Promise<ReadFolder> {
  const problems: Problem[] = []
  const notes: string[] = []
  const file = (name: string): string => join(folder, 'files', name)
  const isThere = (name: string): boolean => existsSync(file(name)) && lstatSync(file(name)).isFile()
  if (!isThere('wandb-summary.json')) return { notes, problems }
  const id = basename(folder).split('-').at(-1)!
  const summary = jsonAt(file('wandb-summary.json'), problems)
  const metadata = isThere('wandb-metadata.json') ? jsonAt(file('wandb-metadata.json'), problems) : {}
  const config = isThere('config.yaml') ? await configAt(file('config.yaml'), problems) : {}
  const named = HISTORIES.find(isThere)
  const metrics = named === undefined ? new Map<string, Point[]>() : historyOf(rowsAt(file(named), problems))
  if (named === undefined)
    notes.push(
      'histories are in binary .wandb files and are left out; export them as files/history.jsonl to have curves',
    )
  if (problems.length > 0) return { notes, problems }
  const { state, exitcode } = metadata
  // Newer versions do not write down how it ended.
  const ended =
    typeof exitcode === 'number' && exitcode !== 0 ? 'failed' : typeof state === 'string' ? state : 'finished'
  return {
    run: {
      origin: id,
      name: id,
      state: ended,
      isFinished: ended === 'finished',
      config,
      summary: numbersIn(summary),
      metrics,
    },
    notes,
    problems,
  }
}

function jsonAt(path: string, problems: Problem[]): Readonly<Record<string, unknown>> {
  const data = parsed(readFileSync(path, 'utf8'), path, problems)
  if (data !== null && typeof data === 'object' && !Array.isArray(data)) return data as Record<string, unknown>
  if (data !== undefined)
    problems.push({ message: 'this is no object', hint: 'leave the folder of this run out', path })
  return {}
}

function parsed(text: string, path: string, problems: Problem[]): unknown {
  try {
    return parsePythonJson(text)
  } catch (error) {
    if (!isSyntaxError(error)) throw error
    problems.push({
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
  return Object.fromEntries(
    Object.entries(read.data as Record<string, unknown>).flatMap(([key, item]) => {
      if (key.startsWith('_') || key === 'wandb_version') return []
      const isWrapped = item !== null && typeof item === 'object' && 'value' in item
      return [[key, plain(isWrapped ? item.value : item)] as const]
    }),
  )
}

/** YAML knows dates and numbers that JSON does not. */
const plain = (value: unknown): Json =>
  JSON.parse(
    JSON.stringify(value ?? null, (_key, item: unknown) =>
      typeof item === 'number' && !Number.isFinite(item) ? String(item) : item,
    ),
  ) as Json

function rowsAt(path: string, problems: Problem[]): Readonly<Record<string, unknown>>[] {
  const text = readFileSync(path, 'utf8')
  if (path.endsWith('.csv')) {
    const [head = [], ...lines] = readCsv(text)
    return lines.map((line) => Object.fromEntries(head.map((name, index) => [name ?? '', line[index]])))
  }
  const rows = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parsed(line, `${path}:${index + 1}`, problems)]))
  return rows.filter((row): row is Record<string, unknown> => row !== null && typeof row === 'object')
}
