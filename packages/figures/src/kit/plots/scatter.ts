import { factorOf, formatMean, valueAt, type AnyRuns, listOf } from 'bocas/internal'
import { type ScatterFigure } from '../../figure/figure'
import { checkChoice, checkHonest } from '../values/checks'
import { type ScatterOptions } from './figure-options'
import { type FigureContext, makePlotFrame } from './frame'
import { labelledGroups } from '../values/groups'
import { keyWords, metricWords, withUnit } from '../values/labels'
import { lostOf, type PlotWithNote } from '../values/made'
import { type PlottedValue } from '../values/marks'
import { metricValues, idsOf, numericKey } from '../values/values'

const OPTIONS = ['x', 'xAs', 'y', 'by', 'xScale', 'identity']

/** The scatter plot that the options ask for. @throws Error that says what is wrong with them. */
export function makeScatter(
  drawing: FigureContext,
  options: ScatterOptions<unknown, unknown>,
): PlotWithNote<ScatterFigure> {
  const { runs, looks } = drawing
  const { x, y, by, labels = {} } = options
  const frame = makePlotFrame(drawing, options, OPTIONS, metricWords(y, labels))
  // A draft without any result knows keys only: what is none of them will be a metric.
  const isMetric =
    runs.length === 0
      ? runs.holes.every(({ config }) => valueAt(config, x) === undefined)
      : [...runs].some((run) => run.hasMetric(x))
  for (const metric of isMetric ? [x, y] : [y]) checkHonest(runs, metric, options.optimistic)
  const factor = factorOf(options.as)
  checkChoice(options, 'xAs', ['number', 'percent', 'points'])
  const xFactor = isMetric ? factorOf(options.xAs) : 1
  if (options.identity === true && (!isMetric || xFactor !== factor))
    throw new Error('`identity` is the line of equal values: both axes need a metric, shown alike (`as`, `xAs`)')
  const keys = listOf<string>(by)
  const marks: PlottedValue[] = []
  const series = labelledGroups(runs, keys, labels).map((group) => ({
    label: group.label,
    look: looks.of(keys, group),
    points: (isMetric ? [group.runs] : labelledGroups(group.runs, [x], {}).map((part) => part.runs)).flatMap(
      (members) => {
        const ys = metricValues(members, y, runs) ?? []
        const xs = isMetric ? metricValues(members, x, runs) : ys.map(() => keyOf(members, x))
        const ofAxis = (metric: string, values: readonly number[]) => ({
          name: metric,
          metric,
          runs: idsOf(members),
          values,
        })
        if (ys.length > 0)
          marks.push({
            row: group.label === '' ? [] : [group.label],
            column: isMetric ? [] : [String(xs?.[0])],
            terms: [...(isMetric && xs !== null ? [ofAxis(x, xs)] : []), ofAxis(y, ys)],
            ...(options.as === undefined ? {} : { as: options.as }),
          })
        return ys.map((value, index) => ({
          x: (xs?.[index] ?? NaN) * xFactor,
          y: value * factor,
          text: formatMean({ mean: value, sd: null }, { as: options.as }),
        }))
      },
    ),
  }))
  return {
    plot: {
      ...frame,
      kind: 'scatter',
      x: {
        label: options.xLabel ?? (isMetric ? withUnit(metricWords(x, labels), options.xAs) : keyWords(x, labels)),
        scale: options.xScale ?? 'linear',
      },
      series,
      ...(options.identity === true ? { identity: true } : {}),
    },
    said: { lost: lostOf(series.flatMap(({ points }) => points.map((point) => point.x + point.y))) },
    marks,
  }
}

/** The value that these runs have in common at a key. */
function keyOf(runs: AnyRuns, key: string): number {
  return numericKey(key, runs.groupBy(key)[0]?.value)
}
