import { type Language, wordsIn } from 'bocas/internal'
import { type NotePart, type TableRow } from '../../table/table'
import { type Labels, metricWords } from '../values/labels'
import { type Lost } from '../values/made'
import { spreadWords } from '../values/spread'
import { type TableSpread } from './options'

/** The runs that are shown. */
export interface ShownRuns {
  /** How many are there, of how many. */
  readonly runs: number
  readonly of: number
  /** The metrics by which they were chosen. */
  readonly selectedBy: readonly string[]
  /** How, where a reader has to know: ties, seeds that were picked. */
  readonly said: readonly string[]
}

/** What a note says of. */
export interface Noted {
  readonly shown: ShownRuns
  readonly isDraft: boolean
  readonly spread: TableSpread
  readonly rows: readonly TableRow[]
  /** How many values there are, and how many of them are not finite. */
  readonly lost: Lost
  /** Whether cells are held against each other: those with such values are not. */
  readonly isRanked: boolean
  readonly labels: Labels
  readonly compete: 'column' | 'row'
  /** What a comparison has to say of its tests and signs. */
  readonly tests: readonly NotePart[]
  readonly language?: Language | undefined
}

/** The small print below a table: what the numbers are, over how many runs, what marks mean, how runs were chosen, what is missing. */
export function tableNote(noted: Noted): NotePart[] {
  const { shown, isDraft, spread, rows, labels, compete, tests, lost, isRanked, language } = noted
  const spoken = wordsIn(language)
  const words = spoken.results.table
  const cells = rows.flatMap((row) => row.cells)
  const part = (text: string): NotePart[] => (text === '' ? [] : [{ text }])
  const has = (mark: 'best' | 'second') => cells.some(({ value }) => value?.mark === mark)
  const chosen = shown.selectedBy.map((metric) => metricWords(metric, labels)).join(', ')
  return [
    ...part(isDraft ? `${spoken.draft.mark}, ${spoken.draft.runs(shown.runs, shown.of)}` : ''),
    ...part(valueWords(spread, rows, language)),
    ...(has('best') ? [{ mark: 'best' as const, text: words.bestOf[compete] }] : []),
    ...(has('second') ? [{ mark: 'second' as const, text: words.second }] : []),
    ...tests,
    ...part(lost.notFinite === 0 ? '' : spoken.notFinite.leftOut(lost.notFinite, lost.of)),
    ...part(lost.notFinite > 0 && isRanked ? words.outOfComparison : ''),
    ...part(chosen === '' ? '' : words.chosenBy(chosen)),
    ...shown.said.map((text) => ({ text })),
    ...part(cells.some(({ value, of }) => value === null && of === 0) ? words.empty : ''),
  ]
}

/** What numbers are, and over how many runs: `mean ± sd, n = 5 (1 where nothing follows the mean)`; nothing for single runs. */
function valueWords(spread: TableSpread, rows: readonly TableRow[], language?: Language): string {
  const spoken = wordsIn(language)
  const table = spoken.results.table
  const counts = rows.flatMap((row) => row.cells.map((cell) => cell.n))
  const several = counts.filter((count) => count > 1)
  const isBracketed = spread === 'iqr' || spread === 'interval'
  const center = spread === 'iqr' ? table.quartiles : isBracketed ? table.student : spoken.spread[spread]
  const words = spreadWords(isBracketed ? 'none' : spread, several, language).replace(/^.*(?=, n = )/, center)
  const byRow = words === '' ? '' : rowCounts(rows, table.otherRows)
  if (byRow !== '') return words.replace(/n = .*$/, `n = ${byRow}`)
  if (words === '' || !counts.includes(1)) return words
  if (spread === 'none') return table.orOne(words)
  return isBracketed ? table.oneWithoutBracket(words) : table.oneWithoutSpread(words)
}

/** Which rows have how many runs, where that differs by row and by nothing else: `3 (MLP, CNN), 5 (forest)`; empty where it does not, or too many rows are named. */
function rowCounts(rows: readonly TableRow[], otherRows: string): string {
  const found = new Map<number, string[]>()
  for (const { heads, cells } of rows) {
    const counts = [...new Set(cells.flatMap(({ n, of }) => (of > 0 ? [n] : [])))]
    if (counts.length > 1 || counts[0] === 0) return ''
    if (counts.length === 1) found.set(counts[0]!, [...(found.get(counts[0]!) ?? []), heads.join(' ')])
  }
  const groups = [...found].sort(([a], [b]) => a - b)
  const named = groups.slice().sort((a, b) => b[1].length - a[1].length)
  // The largest group is what is not named, when it has many rows.
  const rest = named[0] !== undefined && named[0][1].length > MOST_NAMED ? named[0] : undefined
  if (groups.length < 2 || groups.some((group) => group !== rest && group[1].length > MOST_NAMED)) return ''
  return groups
    .map(
      (group) =>
        `${group[0]} (${group === rest ? otherRows : group[1].map((row) => row.replace(/\s+/g, ' ')).join(', ')})`,
    )
    .join(', ')
}

/** More rows with one number of runs are not named one by one. */
const MOST_NAMED = 4
