import { groupBy, mean, numbersIn, plural, sd, type Term } from 'bocas/internal'
import { someOf } from 'bocas/internal/light'
import { columns, time } from '../../shared/words'
import type { Trace, TracedRun } from './trace-of'
import { showExecutions } from './show-executions'

/** What `bocas trace` prints for one thing. */
export function showTrace(trace: Trace, { diff }: { readonly diff: boolean }): string {
  const { kind, name, paper, text, quoted, cells, runs, configs } = trace
  const many = cells && cells.length > 1 ? showCells(trace) : []
  const cell = cells?.length === 1 ? `, cell ${[...cells[0]!.row, ...cells[0]!.column].join(', ')}` : ''
  const rows = [
    ['they share', configs.shared.map(({ path, value }) => `${path} ${value}`).join(' · ')],
    ['they differ in', configs.differing.map(({ path, values }) => `${path} ${someOf(values, 12)}`).join(' · ')],
    ...showExecutions(runs),
  ]
  return [
    `${kind} ${name}${paper === undefined ? '' : ` of ${paper}`}${cell}${text === undefined ? '' : `: ${text}`}`,
    ...verdictLines(trace),
    ...numbers(trace),
    ...showFormula(trace),
    ...(trace.said ?? []).map((sentence) => `  ⚠ ${sentence}`),
    ...(quoted === null
      ? []
      : [`  ${quoted.length === 0 ? 'the text does not name it' : `in the text: ${quoted.join(', ')}`}`]),
    ...many,
    '',
    ...showRuns(trace),
    '',
    ...columns(rows.filter(([, value]) => value !== '').map(([what, value]) => [`  ${what}`, value!])),
    ...warnings(runs),
    ...(diff ? showDiffs(runs) : []),
  ].join('\n')
}

function verdictLines({ verdict }: Trace): string[] {
  if (!verdict) return []
  const { holds, says, at } = verdict
  const word = holds === null ? 'is not known yet' : holds ? 'holds' : 'does not hold'
  return [`  ${word}: ${says}`, `  claimed at ${at}`]
}

function numbers({ mean: stated, error, n }: Trace): string[] {
  if (stated === undefined) return []
  const spread = typeof error?.value === 'number' ? `${error.what} ${short(error.value)}` : `no ${error?.what ?? 'sd'}`
  return [`  mean ${short(stated)}, ${spread}, n = ${n}`]
}

/** How the number comes from single runs. What code of figures.ts has chosen or computed is said as such: nobody can tell it again without it. */
function showFormula({ kind, formula, terms = [], test, runs, metric }: Trace): string[] {
  const isPlain = terms.length === 0
  const how = formula ?? (kind === 'fact' && isPlain && metric === undefined ? CHOSEN : undefined)
  return [
    ...(how === undefined ? [] : [`  = ${how}`]),
    ...(test === undefined ? [] : [`  ${test}`]),
    ...(isPlain || runs.length === 0 ? [] : terms.flatMap(showTerm)),
  ]
}

const CHOSEN = 'words that figures.ts has chosen, and the runs that it names'

function showTerm({ name, metric, runs, values }: Term): string[] {
  const numbers = numbersIn([{ name, runs, values }]) ?? []
  const spread = numbers.length < 2 ? '' : `, sd ${short(sd(numbers)!)}`
  const summary = numbers.length === 0 ? '' : `: mean ${short(mean(numbers))}${spread}, n = ${numbers.length}`
  const of = metric === undefined || metric === name ? '' : `, ${metric}`
  if (values.length !== runs.length) {
    const value = values.length === 1 ? `: ${values[0]}` : ''
    return [`  ${name}${of}${value} (${plural(runs.length, 'run')})`]
  }
  return [`  ${name}${of}${summary}`, ...columns(runs.map((run, index) => [`    ${run}`, String(values[index])]))]
}

/** Six digits are more than any spread over seeds bears; the last ones of a double say nothing. */
const short = (value: number): string => String(Number(value.toPrecision(6)))

function showCells({ cells }: Trace): string[] {
  const hasRows = cells!.some(({ row }) => row.length > 0)
  const rows = cells!.map(({ row, column, text, runs, metric }) => [
    // A figure may have one series only, which has no name.
    ...(hasRows ? [`  ${row.join(', ')}`, column.join(', ')] : [`  ${column.join(', ')}`]),
    metric ?? '',
    text,
    plural(runs.length, 'run'),
  ])
  return ['', ...columns(rows)]
}

function showRuns({ runs, metric }: Trace): string[] {
  if (runs.length === 0) return ['  made from no run']
  const hasValues = runs.some(({ value }) => value !== undefined)
  const head = ['  run', 'key', 'seed', ...(hasValues ? [metric ?? 'value'] : []), 'time', '']
  const rows = runs.map(({ run, key, seed, value, execution, madeAs, imported }) => [
    `  ${run}`,
    key === null ? '?' : key.slice(0, 12),
    seed === undefined ? '' : String(seed.value),
    ...(hasValues ? [value === undefined ? '' : String(value)] : []),
    execution?.seconds === undefined ? '?' : time(execution.seconds),
    [
      ...((execution?.accepted ?? []).length > 0 ? ['accepted'] : []),
      ...(madeAs === undefined ? [] : [`made as ${madeAs}`]),
      ...(imported === undefined ? [] : [`imported, there ${imported.origin}`]),
    ].join(', '),
  ])
  return columns([head, ...rows])
}

function warnings(runs: readonly TracedRun[]): string[] {
  const unknown = groupBy(runs, ({ unknown }) => unknown)
  const replaced = runs.filter((run) => run.replaced)
  const which = (members: readonly TracedRun[]): string =>
    someOf(
      members.map(({ run }) => run),
      3,
    )
  const lines = [...unknown].map(
    ([why, members]) =>
      `⚠ how ${plural(members.length, 'run')} of ${runs.length} came to be is not known: ${why} (${which(members)})`,
  )
  if (replaced.length > 0)
    lines.push(
      `⚠ ${plural(replaced.length, 'run has', 'runs have')} results of another key by now (${which(replaced)}): the figures are older`,
    )
  return lines.length > 0 ? ['', ...lines] : []
}

function showDiffs(runs: readonly TracedRun[]): string[] {
  const diffs = groupBy(runs, ({ execution }) => execution?.diff)
  if (diffs.size === 0) return ['', 'no diff is kept: the code of these runs was as committed, or nobody wrote it down']
  return [...diffs].flatMap(([diff, members]) => {
    const git = members[0]!.execution?.git
    const head = `${plural(members.length, 'run')} with these changes to commit ${git?.commit.slice(0, 12) ?? '?'}:`
    return ['', head, '', diff.trimEnd(), ...(git?.cut ? ['… the rest was not kept'] : [])]
  })
}
