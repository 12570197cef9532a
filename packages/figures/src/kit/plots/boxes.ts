import {
  append,
  codedError,
  factorOf,
  formatInterval,
  formatMean,
  median,
  powerOfTen,
  quantile,
  type Scale,
  type Language,
  wordsIn,
} from 'bocas/internal'
import { type BoxesFigure, LEAST_BOX_VALUES } from '../../figure/plot'
import { checkAlikeOver, checkHonest } from '../values/checks'
import type { BoxesOptions } from './figure-options'
import { checkAnnotated, type FigureContext, makePlotFrame } from './frame'
import { gridOf } from './group-grid'
import { metricWords } from '../values/labels'
import { finiteCount, lostOf, type PlotWithNote } from '../values/made'
import { type PlottedValue, markOf } from '../values/marks'
import { metricValues } from '../values/values'

const OPTIONS = ['y', 'x', 'by']
/** What is drawn: of groups that are too small for it, only the median and the points. */
function wordsFor(shape: BoxesFigure['shape'], counts: readonly number[], language?: Language): string {
  const words = wordsIn(language).boxes
  const isLarge = (count: number) => count >= LEAST_BOX_VALUES
  if (shape === 'strip' || !counts.some(isLarge)) return words.strip
  return `${words[shape]}${counts.every(isLarge) ? '' : ` (${words.fromOn(LEAST_BOX_VALUES)})`}`
}

/** A median alone, rounded as in a table of medians and quartiles. */
function medianWords(values: readonly number[], as: Scale['as']): string {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return ''
  const middle = median(finite)
  if (finite.length < 2) return formatMean({ mean: middle, sd: null }, { as })
  const quartiles = { low: quantile(finite, 0.25), high: quantile(finite, 0.75) }
  const { mean, exponent } = formatInterval({ ...quartiles, mean: middle }, { as })
  return exponent === 0 ? mean : `${mean} × ${powerOfTen(exponent)}`
}

/** The boxes or violins that the options ask for. @throws Error that says what is wrong with them. */
export function makeBoxes(
  drawing: FigureContext,
  options: BoxesOptions<unknown, unknown>,
  shape: BoxesFigure['shape'],
): PlotWithNote<BoxesFigure> {
  const { runs } = drawing
  const { y, labels = {}, over } = options
  const frame = makePlotFrame(drawing, options, OPTIONS, metricWords(y, labels))
  checkAnnotated(options, ['y'])
  checkHonest(runs, y, options.optimistic)
  const factor = factorOf(options.as)
  const { axis, styles, series } = gridOf(drawing, options)
  const marks: PlottedValue[] = []
  const drawn = series.map(({ label, style, groups }) => {
    const measured = groups.map(({ members, where }, index): readonly number[] => {
      if (members === undefined) return []
      checkAlikeOver(members, over, where)
      const values = metricValues(members, y, runs)
      append(marks, markOf({ row: [label], column: [axis.groups[index]!] }, members, y, values, options.as))
      return values ?? []
    })
    return {
      label,
      style,
      values: measured.map((values) => values.map((value) => value * factor)),
      texts: measured.map((values) => medianWords(values, options.as)),
    }
  })
  const all = drawn.flatMap(({ values }) => values)
  const counts = all.map(finiteCount).filter((count) => count > 0)
  const notPositive = all.flat().filter((value) => value <= 0).length
  if (options.yScale === 'log' && notPositive > 0)
    throw codedError(
      'no-logarithm',
      `${notPositive} of ${all.flat().length} values of ${y} are 0 or less, which a logarithmic axis cannot show, and quartiles without them would be others: leave out \`yScale: 'log'\``,
    )
  return {
    plot: {
      ...frame,
      kind: 'boxes',
      shape,
      x: axis,
      series: drawn,
      ...(styles === undefined ? {} : { groupStyles: styles }),
    },
    said: {
      words: wordsFor(shape, counts, drawing.typography.language),
      counts,
      lost: lostOf(all.flat()),
    },
    marks,
  }
}
