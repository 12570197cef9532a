import type { Json } from '../../sweep'
import type { Result } from '../stored/result'
import type { Runs } from '../runs/runs'
import type { ResultRow, RowCell } from './types'
import { isBlock, keyBelow } from '../../key-path'

/**
 * Results as rows, for other programs: `task`, `run`, `key`, `seed`; every value of the config (`config.model.lr`; the label of a named alternative stands at its own
 * key, lists are JSON text); every metric (`test.accuracy`; one whose name is taken, such as `key`, is called `metric.key`). Holes are left out.
 */
export function toRows<C, O>(runs: Runs<C, O>): ResultRow<C, O>[] {
  const rows = (runs as Runs).map(
    (result) => new Map([...identityOf(result), ...configOf(result), ...metricsOf(result)]),
  )
  return sameColumns(rows) as ResultRow<C, O>[]
}

/** Rows of which each has the columns of all: what runs are, then their configs, then the rest. */
export function sameColumns(rows: readonly ReadonlyMap<string, RowCell>[]): Readonly<Record<string, RowCell>>[] {
  // Column by column, so that the config of a later task stands before the metrics of the first one.
  const columns = [isIdentity, isConfig, isMetric].flatMap((belongs) => [
    ...new Set(rows.flatMap((row) => [...row.keys()].filter(belongs))),
  ])
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, row.get(column) ?? null])))
}

type Run = Pick<Result, 'task' | 'name' | 'key' | 'config' | 'seed'>

/** The cells of a run that has no result: what it is, and its config. */
export const cellsOfRun = (run: Run): [column: string, cell: RowCell][] => [...identityOf(run), ...configOf(run)]

/** A metric is called by its path, unless that is a name of another column. */
export const metricColumn = (path: string): string => (isIdentity(path) || isConfig(path) ? `metric.${path}` : path)

const TAKEN = ['task', 'run', 'key', 'seed']
const isIdentity = (column: string): boolean => TAKEN.includes(column)
const isConfig = (column: string): boolean => column.startsWith('config.')
const isMetric = (column: string): boolean => !isIdentity(column) && !isConfig(column)

const identityOf = ({ task, name, key, seed }: Run): [string, RowCell][] => [
  ['task', task],
  ['run', name],
  ['key', key],
  ['seed', seed?.value ?? null],
]

function configOf({ config, task, seed }: Run): [string, RowCell][] {
  return cellsOf(config as Json, '').flatMap(([path, value]): [string, RowCell][] =>
    // Said already: the seed, and the task that joins the configs of several.
    path === seed?.path || (path === 'task' && value === task) ? [] : [[`config.${path}`, value]],
  )
}

function cellsOf(value: Json, path: string): [string, RowCell][] {
  if (!isBlock(value)) return [[path, Array.isArray(value) ? JSON.stringify(value) : (value as RowCell)]]
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'name' && typeof item === 'string' && path !== '') return [[path, item] as [string, RowCell]]
    return cellsOf(item, keyBelow(path, key))
  })
}

function metricsOf(result: Result): [string, RowCell][] {
  return result.metricPaths.map((path) => [metricColumn(path), result.metric(path)])
}
