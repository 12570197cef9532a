import { formatEstimate, plural, summarizeNonFinite } from 'bocas/internal'
import { cutMiddle } from '../../host/outcome/progress'
import { STATES } from '../../history/run-state'
import { columns } from '../../shared/words'
import type { RunMetrics } from '../../states/collect-metrics'
import { shortNames } from './short-names'

/** Columns between two cells. */
const GAP = 2
/** Where the metrics do not fit beside each other with their whole names, one whose numbers are narrower gets as much of its name at least. */
const NAME = 12
/** As narrow as names of runs may become, for more metrics beside them. */
const RUN = 28

/**
 * The runs of one task and their metrics, in tables that are as wide as the terminal: what is too long is cut in its middle, and metrics that do not fit beside
 * the others come in a table of their own below.
 */
export function showMetrics(task: string, runs: readonly RunMetrics[], width: number): string {
  const paths = [...new Set(runs.flatMap(({ metrics }) => [...metrics.keys()]))]
  const named = (most: number) =>
    paths.map((path) => {
      const cells = runs.map(({ metrics }) => rounded(metrics.get(path)))
      const widest = Math.max(...cells.map(({ length }) => length))
      const wide = Math.max(widest, Math.min(path.length, most))
      return { cells: [cutMiddle(path, wide), ...cells], wide }
    })
  const states = runs.map(({ state }) => (state === 'kept' ? '' : state))
  const state = states.every((word) => word === '') ? [] : [['state', ...states]]
  const stateWidth = state.length === 0 ? 0 : GAP + Math.max(...state[0]!.map(({ length }) => length))
  const longest = Math.max('run'.length, ...runs.map(({ name }) => name.length))
  const inWidth = (most: number) => inTables(named(most), width - stateWidth, Math.min(longest, RUN))
  const whole = inWidth(Infinity)
  const tables = (whole.length === 1 ? whole : inWidth(NAME)).map((some) => {
    const rest = some.reduce((sum, { wide }) => sum + GAP + wide, stateWidth)
    const names = [
      'run',
      ...shortNames(
        runs.map(({ name }) => name),
        Math.max(RUN, width - rest),
      ),
    ]
    const all = [names, ...state, ...some.map(({ cells }) => cells)]
    const right = some.map((_, index) => 1 + state.length + index)
    return columns(
      names.map((_, row) => all.map((column) => column[row]!)),
      right,
    ).join('\n')
  })
  return [...tables, summary(task, runs)].join('\n\n')
}

/** Metrics beside each other as long as they fit; one that fits beside nothing still has its table. */
function inTables<T extends { readonly wide: number }>(metrics: readonly T[], width: number, name: number): T[][] {
  const tables: T[][] = [[]]
  let used = name
  for (const metric of metrics) {
    if (used + GAP + metric.wide > width && tables.at(-1)!.length > 0) {
      tables.push([])
      used = name
    }
    tables.at(-1)!.push(metric)
    used += GAP + metric.wide
  }
  return tables
}

const rounded = (value: number | undefined): string =>
  value === undefined ? '–' : formatEstimate({ mean: value, sd: null })

function summary(task: string, runs: readonly RunMetrics[]): string {
  const counts = STATES.flatMap((state) => {
    const count = runs.filter((run) => run.state === state).length
    return count > 0 ? [`${count} ${state}`] : []
  })
  const results = runs.filter(({ metrics }) => metrics.size > 0).map(({ nonFinite }) => nonFinite)
  const isAny = (state: string): boolean => runs.some((run) => run.state === state)
  return [
    [`${task}: ${plural(runs.length, 'run')}`, ...counts].join(' · '),
    ...summarizeNonFinite(results).map((line) => `⚠ ${line}`),
    ...(isAny('stale') ? ['  stale: numbers of an earlier state of the code, config or data'] : []),
    ...(runs.some(({ state }) => state !== 'kept' && state !== 'running')
      ? [`  → npx bocas plan ${task} says why`]
      : []),
  ].join('\n')
}
