import {
  claimWords,
  formatEstimate,
  judgeClaims,
  numbersIn,
  summaryOfFinite,
  type ExpectedRun,
  type Provenance,
  type ShownProvenance,
  type ShownCell,
  type ProvenanceFile,
  type Term,
  type AnyRuns,
} from 'bocas/internal'
import { type CollectedOutputs } from '../kit/collected'
import { type PlottedValue } from '../kit/values/marks'
import { headPaths } from '../table/heads'
import { cellWords } from '../table/shown'
import { type Table } from '../table/table'

/** What was drawn, from what. */
export interface DrawnOutputs {
  readonly task: string
  readonly expected: readonly ExpectedRun[]
  readonly runs: AnyRuns
  readonly collected: CollectedOutputs
}

/** From which runs, by their keys, each fact, claim, figure and table was made, and the numbers that they gave. */
export function provenanceOfDrawn({
  task,
  expected,
  runs,
  collected,
}: DrawnOutputs): Omit<ProvenanceFile, 'format' | 'files' | 'drawn'> {
  const saidOf = (place: string): { said?: string[] } => {
    const notes = collected.said.get(place)
    return notes === undefined ? {} : { said: [...notes] }
  }
  const facts = entries(collected.facts, (name, { runs: ids }) => ({
    ...shownOf(ids, collected.factProvenance.get(name)),
    ...saidOf(`fact ${name}`),
  }))
  const verdicts = judgeClaims(collected.claims)
  const claims = entries(collected.claims, (name, claim) => ({
    ...shownOf(claim.runs, collected.claimProvenance.get(name)),
    text: claimWords(claim),
    holds: verdicts.get(name)!.holds,
    ...saidOf(`claim ${name}`),
  }))
  const figures: ProvenanceFile['figures'] = Object.fromEntries(
    [...collected.figures, ...collected.own].map(({ name }) => {
      const { runs: ids, marks, formula } = collected.drawn.get(name)!
      const made = formula === undefined ? {} : { formula }
      return [name, { runs: [...ids], ...made, cells: marks.map(cellOfMark), ...saidOf(`figure ${name}`) }] as const
    }),
  )
  const tables = Object.fromEntries(
    collected.tables.map(
      (table) =>
        [
          table.name,
          { cells: cellsOf(table, runs, collected.tableFormulas.get(table.name)), ...saidOf(`table ${table.name}`) },
        ] as const,
    ),
  )
  const named = new Set([
    ...[...Object.values(facts), ...Object.values(claims), ...Object.values(figures)].flatMap(({ runs: ids }) => ids),
    ...Object.values(tables).flatMap(({ cells }) => cells.flatMap(({ runs: ids }) => ids)),
  ])
  const [ties, chosen] = [[...collected.ties], chosenOf(collected)]
  return { task, runs: keyed(expected, named, runs), ties, chosen, facts, claims, figures, tables }
}

/** Lists that the file may own. */
const chosenOf = ({ chosen }: CollectedOutputs): NonNullable<ProvenanceFile['chosen']> =>
  chosen.map(({ by, best, each, tasks }) => ({ by, best, each: [...each], tasks: [...tasks] }))

/** Numbers of one metric, one of each run, are told as such; all else by its terms. */
function shownOf(runs: readonly string[], from: Provenance | undefined): ShownProvenance {
  if (from === undefined) return { runs: [...runs] }
  const { formula, terms, test, decision } = from
  const told = { formula, ...(test === undefined ? {} : { test }), ...(decision === undefined ? {} : { decision }) }
  const [only] = terms
  const values = only && numbersIn([only])
  const isPlain =
    decision === undefined && terms.length === 1 && only?.metric !== undefined && values?.length === only.runs.length
  if (!isPlain) return { runs: [...runs], ...told, terms: terms.map(copyOf) }
  return { runs: [...only.runs], metric: only.metric, values: values, ...told }
}

/** Lists that the file may own. */
const copyOf = (term: Term): NonNullable<ShownProvenance['terms']>[number] => ({
  ...term,
  runs: [...term.runs],
  values: [...term.values],
})

function cellsOf({ rows, columns, heads, language }: Table, runs: AnyRuns, formula?: string): ShownCell[] {
  const results = new Map([...runs].map((result) => [`${result.task}/${result.name}`, result]))
  const titles = headPaths(heads).map((path) => path.at(-1)!.text)
  return rows.flatMap((row) =>
    columns.map(({ values: words, metric, unit, as }, column): ShownCell => {
      const cell = row.cells[column]!
      if (cell.from !== undefined)
        return {
          row: [...row.heads],
          column: words.length > 0 ? [...words] : [titles[column]!],
          text: cellWords(cell, unit, language),
          ...shownOf(cell.runs, cell.from),
          ...(cell.value === null ? {} : { mean: cell.value.center }),
          ...scaleOf(as),
        }
      const found = cell.runs.map((run) => results.get(run)!)
      const values = found.every((result) => result.hasMetric(metric))
        ? found.map((result) => result.metric(metric as never))
        : []
      return {
        row: [...row.heads],
        column: words.length > 0 ? [...words] : [titles[column]!],
        text: cellWords(cell, unit, language),
        runs: [...cell.runs],
        metric,
        ...(formula === undefined ? {} : { formula }),
        ...summaryOf(values),
        ...scaleOf(as),
      }
    }),
  )
}

/** A mark with one metric is a cell like those of a table; one of two axes shows both. */
function cellOfMark({ row, column, terms, as }: PlottedValue): ShownCell {
  const last = terms.at(-1)!
  const values = numbersIn([last])!
  return {
    row: [...row],
    column: [...column],
    text: formatEstimate(summaryOfFinite(values), { as }),
    runs: [...last.runs],
    ...(last.metric === undefined ? {} : { metric: last.metric }),
    ...summaryOf(values),
    ...scaleOf(as),
    ...(terms.length > 1 ? { terms: terms.map(copyOf) } : {}),
  }
}

const summaryOf = (values: readonly number[]): Pick<ShownCell, 'values' | 'mean' | 'sd' | 'n'> =>
  values.length === 0 ? {} : { values: [...values], ...summaryOfFinite(values) }

const scaleOf = (as: PlottedValue['as']): Pick<ShownCell, 'as'> => (as === undefined || as === 'ratio' ? {} : { as })

function keyed(expected: readonly ExpectedRun[], named: ReadonlySet<string>, runs: AnyRuns): ProvenanceFile['runs'] {
  const results = new Map([...runs].map((result) => [`${result.task}/${result.name}`, result]))
  const imported = [...results.values()].filter((result) => result.imported !== undefined)
  return Object.fromEntries(
    [...expected, ...imported].flatMap(({ task, name, key, config, seed }) => {
      const id = `${task}/${name}`
      const result = results.get(id)
      const accepted = (result?.accepted ?? []).map(({ because }) => because)
      const nonFinite = (result?.nonFinite ?? []).filter(({ allowed }) => !allowed)
      const run = {
        key,
        config: config as ProvenanceFile['runs'][string]['config'],
        ...(seed && { seed }),
        ...(accepted.length > 0 && { accepted }),
        ...(result?.imported && { imported: result.imported }),
        ...(nonFinite.length > 0 && { nonFinite }),
      }
      return named.has(id) ? [[id, run] as const] : []
    }),
  )
}

const entries = <T, U>(from: Readonly<Record<string, T>>, change: (name: string, value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(name, value)]))
