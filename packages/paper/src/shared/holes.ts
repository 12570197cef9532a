import { type Language, wordsIn } from 'bocas/internal/made'
import type { NamedKind } from '../inventory/inventory'
import type { Use } from '../inventory/uses'
import type { DraftHole } from './job'

/** The runs that a draft lacks, as lines for its last page. */
export function runsWithoutResults(holes: readonly DraftHole[], language?: Language): string[] {
  const { paper, table } = wordsIn(language).results
  return holes.map(({ run, why }) => `${run}${table.colon}${paper.draft.runs[why]}`)
}

/** The holes that the text itself makes, as lines for the last page of a draft. */
export function holesOf(unknown: readonly Use[], language?: Language): string[] {
  const { kinds, unknown: unknownWords } = wordsIn(language).results.paper.draft
  return [...new Set(unknown.map(({ kind, name }) => unknownWords(`${kinds[kind]} ${name}`)))]
}

/** What stands in place of a fact, figure, table or claim that does not exist, before its name. */
export function gapWords(language?: Language): Readonly<Record<NamedKind, string>> {
  const { kinds, gap } = wordsIn(language).results.paper.draft
  const { fact, figure, table, claim } = kinds
  return { fact: gap(fact), figure: gap(figure), table: gap(table), claim: gap(claim) }
}
