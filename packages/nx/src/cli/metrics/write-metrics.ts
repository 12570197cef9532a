import { cellsOfRun, metricColumn, rowsToCsv, sameColumns, type RowCell } from 'bocas/internal'
import type { RunMetrics } from '../../states/collect-metrics'

/** RFC 4180, all digits: what a run is, its config and its metrics as `exportRows` writes them, and its state. Without runs there is nothing. */
export function metricsAsCsv(runs: readonly RunMetrics[]): string {
  if (runs.length === 0) return ''
  const rows = runs.map(
    (run) =>
      new Map<string, RowCell>([
        ...cellsOfRun(run),
        [STATE, run.state],
        ...[...run.metrics].map(([path, value]): [string, RowCell] => [columnOf(path), value]),
      ]),
  )
  return rowsToCsv(sameColumns(rows))
}

const STATE = 'state'
const columnOf = (path: string): string => (path === STATE ? `metric.${path}` : metricColumn(path))

/** For programs. JSON has no NaN and no infinities: they are the words, as in result.json. */
export function metricsAsJson(runs: readonly RunMetrics[]): string {
  const plain = runs.map(({ task, name, key, seed, state, config, metrics }) => ({
    task,
    name,
    key,
    seed: seed?.value ?? null,
    state,
    config,
    metrics: Object.fromEntries(
      [...metrics].map(([path, value]) => [path, Number.isFinite(value) ? value : String(value)]),
    ),
  }))
  return JSON.stringify({ runs: plain }, null, 2)
}
