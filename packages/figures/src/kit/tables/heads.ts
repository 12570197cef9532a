import { type Language, powerOfTen, wordsIn } from 'bocas/internal'
import { type Head } from '../../table/table'
import { keyWords, metricWords, valueWords } from '../values/labels'
import { type Grid, type GridColumn } from './grid'
import { ofMetric, type TableStyle } from './options'

/**
 * What stands above the columns: a line for every key, and one for the metrics, which are above all when there is only one. Values that are not names have
 * the name of their key above them.
 */
export function headsOf(
  { keys, columns }: Pick<Grid, 'keys' | 'columns'>,
  style: TableStyle<unknown>,
  exponents: ReadonlyMap<string, number>,
  language?: Language,
): Head[] {
  const { labels = {} } = style
  const metrics = [...new Set(columns.map(({ metric }) => metric))]
  const metricHead = ({ metric, better }: GridColumn): Head => ({
    text: withUnit(metricWords(metric, labels), unitOfHead(metric, style, exponents, language)),
    ...(better === 'none' ? {} : { better }),
  })
  const below = (part: readonly GridColumn[], level: number): Head[] => {
    const key = keys.cols[level]
    if (key === undefined) return metrics.length > 1 ? part.map(metricHead) : []
    const groups = adjacent(part, level)
    const isNamed = groups.every(([first]) => typeof first!.values[level] === 'string')
    const isUnderKey = !isNamed && groups.length > 1
    const heads = groups.map((group): Head => {
      const first = group[0]!
      const word = first.words[level]!
      const inside = below(group, level + 1)
      return {
        text: isUnderKey ? word : valueWords(key, first.values[level], word, labels, language),
        ...(inside.length === 0 ? {} : { below: inside }),
      }
    })
    return isUnderKey ? [{ text: keyWords(key, labels), isKey: true, below: heads }] : heads
  }
  const heads = below(columns, 0)
  const [first] = columns
  if (metrics.length > 1 || first === undefined) return heads
  return [{ ...metricHead(first), ...(heads.length === 0 ? {} : { below: heads }) }]
}

const withUnit = (words: string, unit: string): string => (unit === '' ? words : `${words} (${unit})`)

/** The unit in which a metric is shown, with its power of ten; empty for none. */
export function unitOfHead(
  metric: string,
  { as, units }: TableStyle<unknown>,
  exponents: ReadonlyMap<string, number>,
  language?: Language,
): string {
  const shownAs = ofMetric(as, metric)
  const unit =
    ofMetric<string>(units, metric) ??
    (shownAs === 'percent' ? '%' : shownAs === 'points' ? wordsIn(language).points : '')
  const exponent = exponents.get(metric) ?? 0
  if (exponent === 0) return unit
  return unit === '' ? `×${powerOfTen(exponent)}` : `${powerOfTen(exponent)} ${unit}`
}

/** Columns side by side with the same value of a key. */
function adjacent(columns: readonly GridColumn[], level: number): GridColumn[][] {
  const groups: GridColumn[][] = []
  for (const column of columns) {
    const last = groups.at(-1)
    const isSame = last !== undefined && JSON.stringify(last[0]!.values[level]) === JSON.stringify(column.values[level])
    if (isSame) last.push(column)
    else groups.push([column])
  }
  return groups
}
