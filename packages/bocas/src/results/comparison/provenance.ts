import { provenanceOf, shortNumber, shortP, type Estimate, type Provenance, type Term } from '../../statistics'
import type { Pivot } from '../pivot/types'
import type { TestVerdict } from './correct'
import type { PairOfRows } from './family'
import type { Plan } from './plan'

/** The numbers of some rows in some columns, as terms of a formula. */
export function provenanceOfPlaces(
  pivot: Pivot,
  rows: readonly number[],
  columns: readonly number[],
  told: Pick<Provenance, 'formula' | 'decision'>,
): Provenance {
  const terms = columns.flatMap((column) =>
    rows.flatMap((row) =>
      termsAt(pivot, row, column).map((term) => ({
        ...term,
        row: pivot.rows[row]!.id,
        column: pivot.columns[column]!.id,
      })),
    ),
  )
  return { ...told, terms }
}

/** What a gap was computed from, and how it was tested. */
export function provenanceOfGap(
  pivot: Pivot,
  plan: Plan,
  { a, b, columns }: PairOfRows,
  verdict: TestVerdict,
): Provenance {
  const side = (row: number, name: 'a' | 'b'): Term[] =>
    columns.flatMap((column) =>
      termsAt(pivot, row, column).map((term) => ({
        ...term,
        side: name,
        ...(columns.length > 1 ? { column: pivot.columns[column]!.id } : {}),
      })),
    )
  const over = columns.length > 1 ? `, the mean over ${columns.length} columns` : ''
  const test = testWords(plan, verdict)
  return {
    formula: `mean(${pivot.rows[a]!.id}) − mean(${pivot.rows[b]!.id})${over}`,
    terms: [...side(a, 'a'), ...side(b, 'b')],
    ...(test === undefined ? {} : { test }),
  }
}

function termsAt(pivot: Pivot, row: number, column: number): Term[] {
  const head = pivot.columns[column]!
  const name = [pivot.rows[row]!.id, head.id].filter((word) => word !== '').join(', ')
  return termsOf(pivot.cells[row]![column]!.estimate).map((term) => ({ ...term, name }))
}

const termsOf = (estimate: Estimate | null): readonly Term[] =>
  estimate === null ? [] : (provenanceOf(estimate)?.terms ?? [])

function testWords({ test, family, level }: Plan, verdict: TestVerdict): string | undefined {
  if (test === 'none') return undefined
  if ('refused' in verdict) return `not tested: ${verdict.refused}`
  const { statistic, df: free } = verdict.test
  const df = `${test === 'wilcoxon' ? 'V' : test.endsWith('permutation') ? 'Δ' : 't'} ${shortNumber(statistic)}, ${free === null ? '' : `df ${shortNumber(free)}, `}`
  const corrected = `after Holm's correction${family ? ` in the family ${family}` : ''} ${shortP(verdict.adjusted, level)}`
  return `${test}: ${df}p ${shortP(verdict.test.p, level)}, ${corrected}`
}
