import { binEdges, binOf, factorOf, formatMean, listOf, max, min, type AnyRuns, valueAt } from 'bocas/internal'
import type { PointSeries, ScatterFigure, XYPoint } from '../../figure/plot'
import { checkChoice, checkHonest } from '../values/checks'
import type { ScatterOptions } from './figure-options'
import { type FigureContext, makePlotFrame } from './frame'
import { labelledGroups } from '../values/groups'
import { keyWords, metricWords, withUnit } from '../values/labels'
import { lostOf, type PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { metricValues, idsOf, numericKey } from '../values/values'

const OPTIONS = ['x', 'xAs', 'y', 'by', 'xScale', 'identity', 'points']

/** The scatter plot that the options ask for. @throws Error that says what is wrong with them. */
export function makeScatter(
  drawing: FigureContext,
  options: ScatterOptions<unknown, unknown>,
): PlotWithNote<ScatterFigure> {
  const { runs, styles } = drawing
  const { x, y, by, labels = {} } = options
  const frame = makePlotFrame(drawing, options, OPTIONS, metricWords(y, labels), ['linear', 'log', 'date'])
  // A draft without any result knows keys only: what is none of them will be a metric.
  const isMetric =
    runs.length === 0
      ? runs.holes.every(({ config }) => valueAt(config, x) === undefined)
      : [...runs].some((run) => run.hasMetric(x))
  for (const metric of isMetric ? [x, y] : [y]) checkHonest(runs, metric, options.optimistic)
  const factor = factorOf(options.as)
  checkChoice(options, 'points', ['markers', 'dots', 'bins'])
  checkChoice(options, 'xAs', ['number', 'percent', 'points'])
  const xFactor = isMetric ? factorOf(options.xAs) : 1
  if (options.identity === true && (!isMetric || xFactor !== factor))
    throw new Error('`identity` is the line of equal values: both axes need a metric, shown alike (`as`, `xAs`)')
  const keys = listOf<string>(by)
  const marks: PlottedValue[] = []
  const series = labelledGroups(runs, keys, labels, drawing.typography.language).map((group) => ({
    label: group.label,
    style: styles.of(keys, group),
    points: (isMetric ? [group.runs] : labelledGroups(group.runs, [x], {}).map((part) => part.runs)).flatMap(
      (members) => {
        const ys = metricValues(members, y, runs) ?? []
        const xs = isMetric ? metricValues(members, x, runs) : ys.map(() => keyOf(members, x, options.xScale))
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
            as: options.as,
          })
        return ys.map((value, index) => ({
          x: (xs?.[index] ?? NaN) * xFactor,
          y: value * factor,
          text: formatMean({ mean: value, sd: null }, { as: options.as }),
        }))
      },
    ),
  }))
  const dense = denseOf(series, options)
  return {
    plot: {
      ...frame,
      kind: 'scatter',
      x: {
        label:
          options.xLabel ??
          (isMetric ? withUnit(metricWords(x, labels), options.xAs, drawing.typography.language) : keyWords(x, labels)),
        scale: options.xScale ?? 'linear',
      },
      series,
      ...(options.identity === true ? { identity: true } : {}),
      ...dense,
    },
    said: { lost: lostOf(series.flatMap(({ points }) => points.map((point) => point.x + point.y))) },
    marks,
  }
}

/** From so many points on, markers would hide each other. */
const MANY_POINTS = 400
/** Cells across and down a plot. */
const CELLS = { x: 40, y: 28 } as const

/** How points are drawn that are too many for markers, or are to be drawn so. @throws Error when there is nothing to shade, or too much. */
function denseOf(
  series: readonly PointSeries[],
  { points: how, xScale, yScale }: ScatterOptions<unknown, unknown>,
): Pick<ScatterFigure, 'points' | 'bins'> {
  const points = series.flatMap((one) => one.points)
  if (how === 'markers' || (how === undefined && points.length < MANY_POINTS)) return {}
  if (how !== 'bins') return { points: 'dots' }
  if (series.length > 1)
    throw new Error("`points: 'bins'` shades how many points there are, of one series: leave out `by`, or take `facet`")
  const isShown = ({ x, y }: XYPoint) =>
    Number.isFinite(x) && Number.isFinite(y) && (xScale !== 'log' || x > 0) && (yScale !== 'log' || y > 0)
  const shown = points.filter(isShown)
  if (shown.length === 0) return { points: 'dots' }
  const edges = (axis: 'x' | 'y', scale: ScatterFigure['x']['scale'] | undefined) => {
    const values = shown.map((point) => point[axis])
    if (scale !== 'log') return binEdges(values, CELLS[axis])
    const [first, ...rest] = binEdges(values.map(Math.log10), CELLS[axis]).map((edge) => 10 ** edge)
    // Rounding must leave no point outside.
    return [Math.min(first!, min(values)), ...rest.slice(0, -1), Math.max(rest.at(-1)!, max(values))]
  }
  const [x, y] = [edges('x', xScale), edges('y', yScale)]
  const counts = y.slice(1).map(() => x.slice(1).map(() => 0))
  for (const point of shown) counts[binOf(point.y, y)]![binOf(point.x, x)]!++
  return { bins: { x, y, counts } }
}

/** The value that these runs have in common at a key. */
function keyOf(runs: AnyRuns, key: string, scale: ScatterFigure['x']['scale'] | undefined): number {
  return numericKey(key, runs.groupBy(key)[0]?.value, scale)
}
