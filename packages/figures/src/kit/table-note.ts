import { type Row } from '../table/table'
import { type Drawing } from './frame'
import { type Labels, metricWords } from './labels'
import { spreadWords } from './spread'
import { type SpreadKind } from './types'

/** The small print below a table: what the numbers are, over how many runs, what is bold, how runs were chosen, what is missing. */
export function tableNote(
  { runs, isDraft }: Drawing,
  spread: SpreadKind,
  rows: readonly Row[],
  labels: Labels,
): string {
  const cells = rows.flatMap((row) => row.cells)
  const values = spreadWords(
    spread,
    cells.map((cell) => cell.n),
  )
  const bold = cells.some((cell) => cell.value?.isBest) ? 'bold: best of its column' : ''
  const chosen = runs.selectedBy.map((metric) => metricWords(metric, labels)).join(', ')
  const selection = chosen === '' ? '' : `hyper-parameters chosen by ${chosen}`
  const holes = isDraft ? `DRAFT, ${runs.length} of ${runs.length + runs.holes.length} runs` : ''
  const text = [holes, values, bold, selection].filter((part) => part !== '').join('; ')
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
