import { ProblemsError } from '../../problems'
import type { Language } from '../../text'
import { choiceNotes } from '../runs/checks'
import { listOf } from '../runs/options'
import type { NumberPath } from '../stored/paths'
import { pivot as makePivot } from '../pivot/pivot'
import type { OneOrMore, Pivot, PivotHead } from '../pivot/types'
import type { Runs } from '../runs/runs'
import type { ConfigPath } from '../runs/types'
import { cellsOf } from './cells'
import { columnsOf, type TestFamily, makeFamily } from './family'
import { gapAt } from './gap'
import { leaderOf } from './leader'
import { columnsAt, metricAt, rowAt } from './names'
import { comparisonNote } from './note'
import { type Plan, planOf } from './plan'
import { checkIndependent } from './resampled'
import type { At, Compared, Gap, RowName } from './types'
import type { LabelsAt } from './labels-at'
import type { CompareOptions } from './options'
import { winsOf } from './wins'

/**
 * Compares candidates: `compare(runs, { rows: 'tactic', per: 'task', metric: 'test.accuracy', better: 'max' })`. Welch's t test unless the author says that equal
 * seeds pair runs; the corrected resampled t test of such pairs where `resampled` says that they are folds or splits of one data set. One call is one family: all its comparisons share one Holm correction, and what it says does not depend on what is asked of it later.
 *
 * @throws Error when an option, key or metric does not exist; a mean would mix runs that differ in more than their seed (or `over`); `select` chose by the metric
 * and `optimistic` is not said; runs of one row differ in a key of `over` and nothing says whether they share data; or a test was asked for that none of the comparisons can make with the runs there are: it says why.
 */
export function compare<
  C,
  O,
  const Rows extends OneOrMore<ConfigPath<C>>,
  const Per extends OneOrMore<ConfigPath<C>> = never,
  const Metric extends NumberPath<O> = NumberPath<O>,
>(
  runs: Runs<C, O>,
  options: CompareOptions<C, O, Rows, Per, Metric>,
): Compared<LabelsAt<C, Rows>, LabelsAt<C, Per>, Metric> {
  const plan = planOf(options)
  const { rows, per: cols, metrics: values, over, optimistic } = plan
  const pivot = makePivot(runs as Runs, { rows, cols, values, over, optimistic })
  checkIndependent(pivot, { ...plan, paired: options.paired !== undefined })
  const reference = plan.against === null ? null : rowAt(pivot, plan.against)
  const family = makeFamily(pivot, plan, reference)
  const hasHoles = runs.holes.length > 0
  if (plan.isTestSaid && !hasHoles) checkAnyTest(family)
  return comparedOf(pivot, plan, family, {
    reference,
    hasHoles,
    selectedBy: runs.selectedBy,
    said: choiceNotes(runs as Runs, optimistic),
    language: runs.language,
  }) as Compared<LabelsAt<C, Rows>, LabelsAt<C, Per>, Metric>
}

/** @throws Error when the author asked for a test that cannot be made anywhere. */
function checkAnyTest({ all }: TestFamily): void {
  const reasons = new Set(all.map(({ verdict }) => ('refused' in verdict ? verdict.refused : null)))
  if (all.length === 0 || reasons.has(null)) return
  throw new ProblemsError(
    [...reasons].map((reason) => ({
      code: 'no-test',
      message: `the test that was asked for cannot be made: ${reason}`,
    })),
  )
}

interface Known {
  readonly reference: number | null
  readonly hasHoles: boolean
  readonly selectedBy: readonly string[]
  readonly said: readonly string[]
  /** In which the note is. */
  readonly language?: Language | undefined
}

function comparedOf(pivot: Pivot, plan: Plan, family: TestFamily, known: Known): Compared {
  const labelOf = ({ words }: PivotHead) =>
    words.map((word) => (Object.hasOwn(plan.labels, word) ? plan.labels[word] : word)).join(', ')
  const labels = pivot.rows.map(labelOf)
  const notes = known.said.length === 0 ? {} : { said: known.said }
  const everyRow = pivot.rows.map((_, row) => row)
  const betterOf = (column: number) => plan.better.get(pivot.columns[column]!.metric)!
  const gap = (a: RowName, b: RowName, where: At = {}): Gap => {
    const place = { a: rowAt(pivot, a), b: rowAt(pivot, b), columns: columnsAt(pivot, plan.metrics, where) }
    if (place.a === place.b)
      throw new ProblemsError(
        `\`${pivot.rows[place.a]!.id}\` has no gap to itself; find another row with \`best({ except: …})\``,
      )
    const found = { ...gapAt(pivot, plan, family, place), ...notes }
    if (found.n > 0 || known.hasHoles) return found
    throw new ProblemsError(
      `\`${found.a}\` and \`${found.b}\` do not both have ${found.metric} in ${found.columns.join(', ') || 'these runs'}`,
    )
  }
  const leader = (where: At & { readonly except?: OneOrMore<RowName> | undefined }, place: 0 | 1) => {
    const columns = columnsAt(pivot, plan.metrics, where)
    const except = listOf<RowName>(where.except).map((row) => rowAt(pivot, row))
    const rows = everyRow.filter((row) => !except.includes(row))
    const ranking = {
      columns,
      better: betterOf(columns[0]!),
      rows,
      labels,
      hasHoles: known.hasHoles,
      language: known.language,
    }
    return { ...leaderOf(pivot, ranking, place), ...notes }
  }
  return {
    keys: { rows: plan.rows, per: plan.per },
    labels: plan.labels,
    rows: pivot.rows.map((row, i) => ({ ...row, label: labels[i]! })),
    columns: pivot.columns.map((column, i) => ({ ...column, label: labelOf(column), better: betterOf(i) })),
    cells: cellsOf(pivot, plan, family, known.reference),
    best: (where = {}) => leader(where, 0),
    second: (where = {}) => leader(where, 1),
    gap,
    wins(a, { against, significantly = false, metric } = {}) {
      const row = rowAt(pivot, a)
      const rivals = against === undefined ? everyRow.filter((other) => other !== row) : [rowAt(pivot, against)]
      const columns = columnsOf(pivot, metricAt(plan.metrics, metric))
      const gapTo = (rival: number, column: number) =>
        compared(gapAt(pivot, plan, family, { a: row, b: rival, columns: [column] }))
      const contest = { columns, better: betterOf(columns[0]!), rivals, ...(significantly ? { gapTo } : {}) }
      return { ...winsOf(pivot, row, contest), ...notes }
    },
    isTied(a, b, where = {}) {
      const found = compared(gap(a, b, where))
      return found.mean === 0 || found.significant !== true
    },
    note: () => comparisonNote(pivot, plan, family, known, known.reference === null ? null : labels[known.reference]!),
  }
}

/** @throws Error when the difference is not among the comparisons: that it is not significant would then say nothing. */
function compared(gap: Gap): Gap {
  if (gap.isCompared) return gap
  throw new ProblemsError(`\`${gap.a}\` and \`${gap.b}\` were not compared: ${gap.refused}`)
}
