import { valueAt, type Json } from 'bocas/core'
import { type LinesFigure, type PointSeries, type XYPoint } from '../figure/figure'
import { checkAlike, checkChoice, checkHonest } from './checks'
import { type LinesOptions } from './figure-options'
import { type Drawing, factorOf, makePlotFrame } from './frame'
import { type AnyRuns, type Group, groupsOf, listOf } from './groups'
import { columnWords, keyWords, type Labels, metricWords } from './labels'
import { type Made } from './made'
import { numericKey } from './numeric-key'
import { spreadOf } from './spread'
import { type SpreadKind } from './types'

const OPTIONS = ['y', 'x', 'by', 'band', 'xScale', 'names']

/** The line plot that the options ask for. @throws Error that says what is wrong with them. */
export function makeLines(drawing: Drawing, options: LinesOptions<unknown, unknown>): Made<LinesFigure> {
  const { runs, looks } = drawing
  const { y, x, by, band = 'sd', labels = {}, over } = options
  const columns = listOf<string>(y)
  const isMetric = columns.length === 1 && isMetricOf(runs, columns[0] as string, x)
  const words = columns.map((path) => (isMetric ? metricWords(path, labels) : columnWords(path, labels)))
  const frame = makePlotFrame(drawing, options, OPTIONS, words.join(', '))
  checkChoice(options, 'names', ['auto', 'legend'])
  checkChoice(options, 'band', ['sd', 'se', 'ci95', 'none'])
  if (columns.length === 0) throw new Error('`y` names no column')
  const keys = listOf<string>(by)
  const groups = groupsOf(runs, keys, labels)
  const parts = isMetric
    ? groups.map((group) => ({
        look: looks.of(keys, group),
        ...overKey(group, columns[0] as string, x, {
          band,
          factor: factorOf(options),
          over,
          optimistic: options.optimistic,
        }),
      }))
    : groups.flatMap((group) =>
        columns.map((path, index) => {
          checkAlike(group.runs, over, group.label)
          const label = [group.label, columns.length > 1 ? (words[index] as string) : '']
            .filter((part) => part !== '')
            .join(', ')
          const look = looks.of(keys, group, index, columns.length)
          return { look, ...overSteps(group.runs, label, path, x, band, factorOf(options)) }
        }),
      )
  const series = parts.map((part) => ({ ...part.series, look: part.look }))
  return {
    plot: {
      ...frame,
      kind: 'lines',
      x: {
        label: options.xLabel ?? xWords(isMetric, columns[0] as string, x, labels),
        scale: options.xScale ?? 'linear',
      },
      series,
      spread: isMetric ? 'bars' : 'bands',
      ...(options.names === undefined ? {} : { names: options.names }),
    },
    said: {
      spread: band,
      counts: parts.flatMap((part) => part.counts),
      values: series.flatMap(({ points }) => points.map((point) => point.y)),
    },
  }
}

/** A draft without any result knows keys only: over a key, it will be a metric. */
function isMetricOf(runs: AnyRuns, y: string, x: string | undefined): boolean {
  if (runs.length > 0) return [...runs].some((run) => run.hasMetric(y))
  return x !== undefined && runs.holes.some(({ config }) => valueAt(config as Json, x) !== undefined)
}

function xWords(isMetric: boolean, y: string, x: string | undefined, labels: Labels): string {
  if (x !== undefined) return isMetric ? keyWords(x, labels) : columnWords(x, labels)
  const step = y.startsWith('history.') ? 'epoch' : 'step'
  return labels[step] ?? step
}

interface Part {
  readonly series: PointSeries
  /** How many runs the points are means of. */
  readonly counts: readonly number[]
}

/** The mean of a column, step by step, as far as every run goes: a mean over those that go further would be of other runs. */
function overSteps(
  runs: AnyRuns,
  label: string,
  path: string,
  x: string | undefined,
  band: SpreadKind,
  factor: number,
): Part {
  const columns = runs.map((run) => run.column(path))
  const places = x === undefined ? [] : runs.map((run) => run.column(x))
  const length = columns.length === 0 ? 0 : Math.min(...columns.map((column) => column.length))
  const at = (lists: readonly (readonly number[])[], step: number) => lists.map((list) => list[step] as number)
  const points = Array.from({ length }, (_, step): XYPoint => {
    const place = x === undefined ? step + 1 : spreadOf(at(places, step), 'none', 1).y
    return { x: place, ...spreadOf(at(columns, step), band, factor) }
  })
  return { series: { label, points }, counts: [runs.length] }
}

interface MetricStyle {
  readonly band: SpreadKind
  readonly factor: number
  readonly over?: string | readonly string[]
  readonly optimistic?: boolean
}

/** The mean of a metric for every value of a key, from the smallest on. */
function overKey({ runs, label }: Group, metric: string, key: string | undefined, style: MetricStyle): Part {
  if (key === undefined)
    throw new Error(`${metric} is one number per run: \`x\` has to name the key over which it is drawn`)
  checkHonest(runs, metric, style.optimistic)
  const counts: number[] = []
  const points = groupsOf(runs, [key], {}).flatMap((group): XYPoint[] => {
    const x = numericKey(key, group.values[0])
    checkAlike(group.runs, style.over, group.words.join(', '))
    if (group.runs.length === 0) return []
    counts.push(group.runs.length)
    return [{ x, ...spreadOf(group.runs.values(metric), style.band, style.factor) }]
  })
  return { series: { label, points: points.sort((a, b) => a.x - b.x) }, counts }
}
