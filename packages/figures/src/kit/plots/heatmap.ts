import { append, formatMean, summaryOfFinite, localNumber, wordsIn } from 'bocas/internal'
import type { HeatmapFigure, Spread } from '../../figure/plot'
import { checkAlikeOver, checkHonest } from '../values/checks'
import type { HeatmapOptions } from './figure-options'
import { checkAnnotated, type FigureContext, makeFrame } from './frame'
import { labelledGroups, isSameGroup } from '../values/groups'
import { keyWords, metricWords, withUnit } from '../values/labels'
import { finiteCount, lostOf, type PlotWithNote } from '../values/made'
import { type PlottedValue, markOf } from '../values/marks'
import { metricValues } from '../values/values'
import { spreadOf } from '../values/spread'

const OPTIONS = ['x', 'y', 'show', 'digits', 'range']
/** The heatmap that the options ask for. @throws Error that says what is wrong with them. */
export function makeHeatmap(
  drawing: FigureContext,
  options: HeatmapOptions<unknown, unknown>,
): PlotWithNote<HeatmapFigure> {
  const { runs, typography } = drawing
  const { language } = typography
  const { x, y, show, labels = {}, over, range } = options
  const frame = makeFrame(drawing, options, OPTIONS)
  checkAnnotated(options, [])
  checkHonest(runs, show, options.optimistic)
  const columns = labelledGroups(runs, [x], labels, language)
  const rows = labelledGroups(runs, [y], labels, language)
  const counts: number[] = []
  const measured: number[] = []
  const marks: PlottedValue[] = []
  const values = rows.map((row) => {
    const parts = labelledGroups(row.runs, [x], labels, language)
    return columns.map((column) => {
      const members = parts.find((part) => isSameGroup(part, column))?.runs
      if (members === undefined) return null
      checkAlikeOver(members, over, `${row.label}, ${column.label}`)
      const found = metricValues(members, show, runs)
      if (found === null) return null
      counts.push(finiteCount(found))
      append(measured, found)
      append(marks, markOf({ row: row.words, column: column.words }, members, show, found, options.as))
      const text = localNumber(formatMean(summaryOfFinite(found), { as: options.as, digits: options.digits }), language)
      return { ...spreadOf(found, 'none', options.as), text }
    })
  })
  const isPartial = ({ n = 0, of = 0 }: Spread) => n > 0 && n < of
  return {
    plot: {
      ...frame,
      kind: 'heatmap',
      x: { label: options.xLabel ?? keyWords(x, labels), groups: columns.map((group) => group.words.join(', ')) },
      y: { label: options.yLabel ?? keyWords(y, labels), groups: rows.map((group) => group.words.join(', ')) },
      value: {
        label: withUnit(metricWords(show, labels), options.as, language),
        ...(range === undefined ? {} : { range }),
      },
      cells: values.map((row) =>
        row.map((cell) =>
          cell === null
            ? null
            : {
                value: cell.y,
                text: `${cell.text}${isPartial(cell) ? '*' : ''}`,
                ...(isPartial(cell) && { n: cell.n!, of: cell.of! }),
              },
        ),
      ),
    },
    said: {
      spread: 'none',
      counts,
      lost: lostOf(measured),
      remarks: [values.flat().some((cell) => cell !== null && isPartial(cell)) ? wordsIn(language).partial : ''],
    },
    marks,
  }
}
