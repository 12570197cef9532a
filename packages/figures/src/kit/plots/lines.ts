import {
  append,
  checkSmoothing,
  factorOf,
  listOf,
  mean,
  smooth,
  type AnyRuns,
  type Smoothing,
  valueAt,
  wordsIn,
  type Words,
  type Language,
  localNumber,
} from 'bocas/internal'
import type { LinesFigure, StyleIndex, PointSeries, XYPoint } from '../../figure/plot'
import { checkAlikeOver, checkChoice, checkHonest } from '../values/checks'
import type { LinesOptions } from './figure-options'
import { type FigureContext, makePlotFrame } from './frame'
import { type LabelledGroup, labelledGroups } from '../values/groups'
import { columnWords, keyWords, type Labels, metricWords, ownLabel } from '../values/labels'
import { finiteCount, type Lost, lostOf, type PlotWithNote, sumOf } from '../values/made'
import { type PlottedValue, markOf } from '../values/marks'
import { commonCurves, type RunCurve } from './mean-curve'
import { numericKey } from '../values/values'
import { type FigureSpread, FIGURE_SPREADS, spreadOf } from '../values/spread'

const OPTIONS = ['y', 'x', 'by', 'band', 'xScale', 'names', 'smooth']

/** The line plot that the options ask for. @throws Error that says what is wrong with them. */
export function makeLines(drawing: FigureContext, options: LinesOptions<unknown, unknown>): PlotWithNote<LinesFigure> {
  const { runs, styles } = drawing
  const { language } = drawing.typography
  const words = wordsIn(language)
  const { y, x, by, band = 'sd', labels = {}, over } = options
  const columns = listOf<string>(y)
  const isMetric = columns.length === 1 && isMetricOf(runs, columns[0] as string, x)
  const columnsInWords = columns.map((path) => (isMetric ? metricWords(path, labels) : columnWords(path, labels)))
  const frame = makePlotFrame(drawing, options, OPTIONS, columnsInWords.join(', '), ['linear', 'log', 'date'])
  checkChoice(options, 'names', ['auto', 'legend'])
  checkChoice(options, 'band', FIGURE_SPREADS)
  if (columns.length === 0) throw new Error('`y` names no column')
  const { smooth: smoothing } = options
  if (smoothing !== undefined) checkSmoothing(smoothing)
  if (smoothing !== undefined && isMetric)
    throw new Error(`${columns[0]} is one number per run: \`smooth\` is for the columns of series`)
  const keys = listOf<string>(by)
  const groups = labelledGroups(runs, keys, labels, language)
  const parts: readonly (Part & { readonly style: StyleIndex })[] = isMetric
    ? groups.map((group) => ({
        style: styles.of(keys, group),
        ...overKey(group, columns[0] as string, x, {
          band,
          over,
          optimistic: options.optimistic,
          as: options.as,
          xScale: options.xScale,
        }),
      }))
    : groups.flatMap((group) =>
        columns.map((path, index) => {
          checkAlikeOver(group.runs, over, group.label)
          const label = [group.label, columns.length > 1 ? (columnsInWords[index] as string) : '']
            .filter((part) => part !== '')
            .join(', ')
          const style = styles.of(keys, group, index, columns.length)
          return { style, ...overSteps(group.runs, label, path, x, { band, as: options.as, smoothing }) }
        }),
      )
  const [drawn, empty] = [parts.filter(hasPoints), parts.filter((part) => !hasPoints(part))]
  const series = drawn.map((part) => ({ ...part.series, style: part.style }))
  return {
    plot: {
      ...frame,
      kind: 'lines',
      x: {
        label: options.xLabel ?? xWords(isMetric, columns[0] as string, x, labels, words),
        scale: options.xScale ?? 'linear',
      },
      series,
      spread: isMetric ? 'bars' : 'bands',
      ...(options.names === undefined ? {} : { names: options.names }),
    },
    said: {
      spread: band,
      counts: drawn.flatMap((part) => part.counts),
      lost: sumOf(parts.map((part) => part.lost)),
      remarks: [
        smoothing === undefined ? '' : smoothingWords(smoothing, language),
        drawn.some(isThinner) ? words.lines.fewerRuns : '',
        parts.some((part) => part.isInterpolated) ? words.lines.interpolated : '',
        empty.length === 0 || runs.length === 0
          ? ''
          : words.lines.noValues(empty.map((part) => part.series.label).join(', ')),
      ],
    },
    marks: parts.flatMap((part) => part.marks),
  }
}

const hasPoints = ({ series }: Part): boolean => series.points.some(({ y }) => Number.isFinite(y))

/** Whether somewhere along a line fewer runs say something than elsewhere. */
const isThinner = ({ series }: Part): boolean => series.points.some(({ n = 0, of = 0 }) => n > 0 && n < of)

/** A draft without any result knows keys only: over a key, it will be a metric. */
function isMetricOf(runs: AnyRuns, y: string, x: string | undefined): boolean {
  if (runs.length > 0) return [...runs].some((run) => run.hasMetric(y))
  return x !== undefined && runs.holes.some(({ config }) => valueAt(config, x) !== undefined)
}

function xWords(isMetric: boolean, y: string, x: string | undefined, labels: Labels, words: Words): string {
  if (x !== undefined) return isMetric ? keyWords(x, labels) : columnWords(x, labels)
  const step = y.startsWith('history.') ? 'epoch' : 'step'
  return ownLabel(labels, step) ?? words[step]
}

interface Part {
  readonly series: PointSeries
  /** How many runs the points are means of. */
  readonly counts: readonly number[]
  readonly lost: Lost
  readonly isInterpolated?: boolean
  /** Of a curve, its last point; of means over a key, each. */
  readonly marks: readonly PlottedValue[]
}

/** The mean of a column, place by place, over those runs that reach it: how many they are goes with each point. */
function overSteps(
  runs: AnyRuns,
  label: string,
  path: string,
  x: string | undefined,
  { band, as, smoothing }: CurveStyle,
): Part {
  const measured = runs.map((run): RunCurve => {
    const y = run.column(path)
    return { run: run.name, y, x: x === undefined ? y.map((_, step) => step + 1) : run.column(x) }
  })
  const curves = smoothing === undefined ? measured : measured.map((one) => ({ ...one, y: smooth(one.y, smoothing) }))
  const { points, of, notFinite, isInterpolated } = commonCurves(curves, x)
  const raw =
    smoothing === undefined
      ? undefined
      : commonCurves(measured, x).points.map(({ values }) => middleOf(values, as, band))
  const last = runs.map((run) => run.column(path).at(-1) ?? NaN)
  return {
    series: {
      label,
      points: points.map(({ x: place, values }) => ({ x: place, ...spreadOf(values, band, as, runs.length) })),
      ...(raw === undefined ? {} : { raw }),
    },
    counts: [runs.length],
    lost: { notFinite, of },
    isInterpolated,
    marks: markOf({ row: [label], column: ['last value'] }, runs, path, last, as),
  }
}

interface CurveStyle {
  readonly band: FigureSpread
  readonly as?: LinesOptions<unknown, unknown>['as'] | undefined
  readonly smoothing?: Smoothing | undefined
}

const middleOf = (values: readonly number[], as: CurveStyle['as'], band: FigureSpread): number => {
  if (band === 'geometric') return spreadOf(values, band, as).y
  return values.length === 0 ? NaN : mean(values) * factorOf(as)
}

function smoothingWords(smoothing: Smoothing, language: Language | undefined): string {
  const { smoothedByMean, smoothedByAverage } = wordsIn(language).lines
  return 'mean' in smoothing
    ? smoothedByMean(smoothing.mean)
    : smoothedByAverage(localNumber(String(smoothing.exponential), language))
}

interface MetricStyle {
  readonly band: FigureSpread
  readonly over?: string | readonly string[] | undefined
  readonly optimistic?: boolean | string | undefined
  readonly as?: LinesOptions<unknown, unknown>['as'] | undefined
  readonly xScale?: LinesOptions<unknown, unknown>['xScale'] | undefined
}

/** The mean of a metric for every value of a key, from the smallest on. */
function overKey({ runs, label }: LabelledGroup, metric: string, key: string | undefined, style: MetricStyle): Part {
  if (key === undefined)
    throw new Error(`${metric} is one number per run: \`x\` has to name the key over which it is drawn`)
  checkHonest(runs, metric, style.optimistic)
  const counts: number[] = []
  const all: number[] = []
  const marks: PlottedValue[] = []
  const points = labelledGroups(runs, [key], {}).flatMap((group): XYPoint[] => {
    const x = numericKey(key, group.values[0], style.xScale)
    checkAlikeOver(group.runs, style.over, group.words.join(', '))
    if (group.runs.length === 0) return []
    const values = group.runs.values(metric)
    counts.push(finiteCount(values))
    append(all, values)
    append(marks, markOf({ row: [label], column: group.words }, group.runs, metric, values, style.as))
    return [{ x, ...spreadOf(values, style.band, style.as) }]
  })
  return { series: { label, points: points.sort((a, b) => a.x - b.x) }, counts, lost: lostOf(all), marks }
}
