import { plural } from 'bocas/internal/light'
import { upstreamWords, type UpstreamRun } from '../../shared/upstream'
import { columns } from '../../shared/words'
import type { Taker } from './takers'
import type { RunUse } from './uses-of'

/** All that is said of a run. */
export interface UsesOfRun {
  /** `task/run`. */
  readonly run: string
  readonly key: string | null
  /** The runs of other tasks whose results went into it. */
  readonly takes: readonly UpstreamRun[]
  /** The runs that its result went into. */
  readonly takenBy: readonly Taker[]
  readonly uses: readonly RunUse[]
  /** What is made from those, and not from it. */
  readonly through: readonly RunUse[]
}

/** More runs of other tasks are counted. */
const MOST_RUNS = 12

/** What `bocas uses` prints. */
export function showUses({ run, key, takes, takenBy, uses, through }: UsesOfRun): string {
  const title = `${run}${key === null ? '' : ` (${key.slice(0, 12)})`}`
  const others = [
    ...runLines(
      'takes',
      takes.map((one) => [upstreamWords(one), place(one)]),
    ),
    ...runLines(
      'taken by',
      takenBy.map((one) => [`${one.run} (${one.key.slice(0, 12)})`, place(one)]),
    ),
  ]
  const made = [...uses, ...through]
  if (made.length === 0) return [`${title}: no fact, figure, table or claim is made from it`, ...others].join('\n')
  const cells = made.flatMap(({ name, cells = [] }) =>
    cells.map(({ row, column, text }) => [`  ${name}`, row.join(', '), column.join(', '), text]),
  )
  return [
    title,
    ...others,
    ...columns(uses.map((use) => useLine(use, use.of === 1 ? 'this run alone' : `1 of ${use.of} runs`))),
    ...(through.length > 0 ? ['', 'through the runs that take its result'] : []),
    ...columns(through.map((use) => useLine(use, `${use.count} of ${plural(use.of, 'run')}`))),
    ...(cells.length > 0 ? ['', 'cells', ...columns(cells)] : []),
  ].join('\n')
}

const useLine = ({ kind, name, paper, cells, value, quoted }: RunUse, runs: string): string[] => [
  `  ${kind} ${name}${paper === undefined ? '' : ` of ${paper}`}`,
  cells ? plural(cells.length, 'cell') : runs,
  value === undefined ? '' : String(value),
  quoted === null ? '' : quoted.join(', ') || 'not in the text',
]

/** Where a result of another task went into a run. */
const place = ({ as }: { readonly as?: string }): string => (as === undefined ? 'by its sweep' : `as ${as}`)

function runLines(what: string, rows: readonly string[][]): string[] {
  const left = rows.length - MOST_RUNS
  return [
    ...columns(rows.slice(0, MOST_RUNS).map((row) => [`  ${what}`, ...row])),
    ...(left > 0 ? [`  … and ${left} more; --json lists them all`] : []),
  ]
}
