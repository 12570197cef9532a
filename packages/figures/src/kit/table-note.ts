import { type NotePart, type Row } from '../table/table'
import { type Labels, metricWords } from './labels'
import { type Lost } from './made'
import { spreadWords } from './spread'
import { type TableSpread } from './table-options'

/** The runs that are shown. */
export interface Shown {
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
  readonly shown: Shown
  readonly isDraft: boolean
  readonly spread: TableSpread
  readonly rows: readonly Row[]
  /** How many values there are, and how many of them are not finite. */
  readonly lost: Lost
  readonly labels: Labels
  readonly compete: 'column' | 'row'
  /** What a comparison has to say of its tests and signs. */
  readonly tests: readonly NotePart[]
}

/** The small print below a table: what the numbers are, over how many runs, what marks mean, how runs were chosen, what is missing. */
export function tableNote({ shown, isDraft, spread, rows, labels, compete, tests, lost }: Noted): NotePart[] {
  const cells = rows.flatMap((row) => row.cells)
  const said = (text: string): NotePart[] => (text === '' ? [] : [{ text }])
  const has = (mark: 'best' | 'second') => cells.some(({ value }) => value?.mark === mark)
  const chosen = shown.selectedBy.map((metric) => metricWords(metric, labels)).join(', ')
  return [
    ...said(isDraft ? `DRAFT, ${shown.runs} of ${shown.of} runs` : ''),
    ...said(
      valueWords(
        spread,
        cells.map((cell) => cell.n),
      ),
    ),
    ...(has('best') ? [{ mark: 'best' as const, text: `best of its ${compete}` }] : []),
    ...(has('second') ? [{ mark: 'second' as const, text: 'second' }] : []),
    ...tests,
    ...said(lost.notFinite === 0 ? '' : `${lost.notFinite} of ${lost.of} values not finite, left out`),
    ...said(chosen === '' ? '' : `hyper-parameters chosen by ${chosen}`),
    ...shown.said.map((text) => ({ text })),
    ...said(cells.some(({ value, of }) => value === null && of === 0) ? '—: not run, or not measured' : ''),
  ]
}

/** What numbers are, and over how many runs: `mean ± sd, n = 5 (1 where nothing follows the mean)`; nothing for single runs. */
function valueWords(spread: TableSpread, counts: readonly number[]): string {
  const several = counts.filter((count) => count > 1)
  const words = spreadWords(spread === 'iqr' ? 'none' : spread, several).replace(
    /^mean(?=,)/,
    spread === 'iqr' ? 'median and quartiles' : 'mean',
  )
  if (words === '' || !counts.includes(1)) return words
  return spread === 'none' ? `${words} or 1` : `${words}, or 1 where there is no ${spread === 'iqr' ? 'bracket' : '±'}`
}
