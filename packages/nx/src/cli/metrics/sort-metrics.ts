import { cellsOfRun, suggest, type RowCell } from 'bocas/internal'
import { CommandError } from '../command'
import type { RunMetrics } from '../../states/collect-metrics'

/**
 * Runs in the order of a metric (the largest first), of a value of their config (`config.lr`), or by `run` (the smallest first); `:asc` and `:desc` after it say
 * which end is first. What has no such number, or NaN, comes last, and equal ones in the order of the sweep.
 *
 * @throws CommandError for what no run has.
 */
export function sortMetrics(runs: readonly RunMetrics[], by: string | undefined): readonly RunMetrics[] {
  if (by === undefined) return runs
  const [, name, way] = /^(.*?)(?::(asc|desc))?$/.exec(by)!
  const isMetric = runs.some(({ metrics }) => metrics.has(name!))
  const known = ['run', ...new Set(runs.flatMap((run) => [...run.metrics.keys(), ...configCells(run).keys()]))]
  if (!known.includes(name!))
    throw new CommandError([{ message: `no run has '${name}' to sort by`, hint: suggest(name!, known) }])
  const cellOf = (run: RunMetrics): RowCell =>
    name === 'run' && !isMetric ? run.name : ((isMetric ? run.metrics.get(name!) : configCells(run).get(name!)) ?? null)
  const sign = (way ?? (isMetric ? 'desc' : 'asc')) === 'asc' ? 1 : -1
  const keyed = runs.map((run) => ({ run, cell: cellOf(run) }))
  return keyed
    .sort((a, b) => Number(isNothing(a.cell)) - Number(isNothing(b.cell)) || sign * compare(a.cell, b.cell))
    .map(({ run }) => run)
}

const configCells = (run: RunMetrics): Map<string, RowCell> =>
  new Map(cellsOfRun(run).filter(([column]) => column === 'seed' || column.startsWith('config.')))

const isNothing = (cell: RowCell): boolean => cell === null || Number.isNaN(cell)

function compare(a: RowCell, b: RowCell): number {
  if (isNothing(a) || isNothing(b)) return 0
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a < b ? -1 : 1
  const [left, right] = [String(a), String(b)]
  return left === right ? 0 : left < right ? -1 : 1
}
