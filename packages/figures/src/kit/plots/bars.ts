import { append, codedError, factorOf, type AnyRuns } from 'bocas/internal'
import type { BarsFigure, Spread } from '../../figure/plot'
import { checkAlikeOver, checkChoice, checkHonest } from '../values/checks'
import type { BarsOptions } from './figure-options'
import { checkAnnotated, type FigureContext, makePlotFrame } from './frame'
import { gridOf } from './group-grid'
import { metricWords } from '../values/labels'
import { finiteCount, lostOf, type PlotWithNote } from '../values/made'
import { type PlottedValue, markOf } from '../values/marks'
import { metricValues } from '../values/values'
import { spreadOf } from '../values/spread'

const OPTIONS = ['y', 'x', 'by', 'error', 'points']

/** The bars that the options ask for. @throws Error that says what is wrong with them. */
export function makeBars(drawing: FigureContext, options: BarsOptions<unknown, unknown>): PlotWithNote<BarsFigure> {
  const { runs } = drawing
  const { y, error = 'sd', labels = {}, over, points = true } = options
  const frame = makePlotFrame(drawing, options, OPTIONS, metricWords(y, labels))
  checkChoice(options, 'error', ['sd', 'se', 'ci95', 'none'])
  checkAnnotated(options, ['y'])
  if (options.yScale === 'log')
    throw codedError(
      'no-logarithm',
      'bars start at zero, which a logarithmic axis does not have; use boxes(), lines() or scatter()',
    )
  checkHonest(runs, y, options.optimistic)
  const factor = factorOf(options.as)
  const counts: number[] = []
  const all: number[] = []
  const marks: PlottedValue[] = []
  const bar = (
    members: AnyRuns | undefined,
    where: string,
    at: Pick<PlottedValue, 'row' | 'column'>,
  ): Spread | null => {
    if (members === undefined) return null
    checkAlikeOver(members, over, where)
    const values = metricValues(members, y, runs)
    if (values === null) return null
    counts.push(finiteCount(values))
    append(all, values)
    append(marks, markOf(at, members, y, values, options.as))
    const shown = points && values.length > 1 ? { values: values.map((value) => value * factor) } : {}
    return { ...spreadOf(values, error, options.as), ...shown }
  }
  const { axis, styles, series } = gridOf(drawing, options)
  const drawn = series.map(({ label, style, groups }) => ({
    label,
    style,
    bars: groups.map(({ members, where }, index) =>
      bar(members, where, { row: [label], column: [axis.groups[index]!] }),
    ),
  }))
  return {
    plot: { ...frame, kind: 'bars', x: axis, series: drawn, ...(styles === undefined ? {} : { groupStyles: styles }) },
    said: { spread: error, counts, lost: lostOf(all) },
    marks,
  }
}
