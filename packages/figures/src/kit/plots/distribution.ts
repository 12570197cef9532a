import {
  append,
  leastOf,
  mostOf,
  codedError,
  binCounts,
  binEdges,
  densityAt,
  ecdf,
  factorOf,
  formatMean,
  listOf,
  max,
  median,
  min,
  plural,
  silvermanWidth,
  localNumber,
  wordsIn,
} from 'bocas/internal'
import { LEAST_BOX_VALUES, type LinesFigure, type PointSeries, type StyleIndex } from '../../figure/plot'
import { checkAlikeOver, checkChoice, checkHonest } from '../values/checks'
import { labelledGroups } from '../values/groups'
import { metricWords, withUnit } from '../values/labels'
import { lostOf, type NoteContent, type PlotWithNote } from '../values/made'
import { markOf, type PlottedValue } from '../values/marks'
import { metricValues } from '../values/values'
import type { DensityOptions, EcdfOptions, HistogramOptions } from './distribution-options'
import { checkAnnotated, type FigureContext, makeFrame } from './frame'

/** The finite values of a series, in shown units. */
interface Sample {
  readonly label: string
  readonly style: StyleIndex
  readonly values: readonly number[]
}

type AnyOptions = EcdfOptions<unknown, unknown>

/** How many points a density is drawn by. */
const DENSITY_POINTS = 200

/** The histogram that the options ask for. @throws Error that says what is wrong with them. */
export function makeHistogram(
  drawing: FigureContext,
  options: HistogramOptions<unknown, unknown>,
): PlotWithNote<LinesFigure> {
  const { show = 'count', bins, xScale } = options
  checkChoice(options, 'show', ['count', 'share'])
  const sampled = samplesOf(drawing, options, ['bins', 'show', 'xScale'])
  const edges = sampled.whole.length === 0 ? [0, 1] : edgesOf(sampled.whole, bins, xScale === 'log')
  const seriesOf = ({ label, style, values }: Sample): PointSeries => {
    const counts = binCounts(values, edges)
    const heights = counts.map((count) => (show === 'count' ? count : (100 * count) / values.length))
    // The outline begins and ends on the axis.
    const steps = edges.map((x, index) => ({ x, y: heights[index] ?? 0 }))
    return { label, style, points: values.length === 0 ? [] : [{ x: edges[0]!, y: 0 }, ...steps] }
  }
  const words = wordsIn(drawing.typography.language)
  return plotOf(sampled, options, {
    kind: 'histogram',
    yLabel: show === 'count' ? words.count : words.share,
    series: sampled.samples.map(seriesOf),
    said: { words: words.distribution.bins(edges.length - 1, xScale === 'log') },
    shape: { join: 'steps', area: true },
  })
}

/** The empirical distribution functions that the options ask for. @throws Error that says what is wrong with them. */
export function makeEcdf(drawing: FigureContext, options: EcdfOptions<unknown, unknown>): PlotWithNote<LinesFigure> {
  const { distribution } = wordsIn(drawing.typography.language)
  const sampled = samplesOf(drawing, options, ['xScale'])
  const seriesOf = ({ label, style, values }: Sample): PointSeries => {
    const steps = ecdf(values).map(({ value, share }) => ({ x: value, y: 100 * share }))
    const [first] = steps
    return { label, style, points: first === undefined ? [] : [{ x: first.x, y: 0 }, ...steps] }
  }
  return plotOf(sampled, options, {
    kind: 'ecdf',
    yLabel: distribution.notLarger,
    series: sampled.samples.map(seriesOf),
    said: { words: distribution.steps },
    shape: { join: 'steps', area: false },
  })
}

/** The densities that the options ask for. @throws Error that says what is wrong with them, or that there are too few values. */
export function makeDensity(
  drawing: FigureContext,
  options: DensityOptions<unknown, unknown>,
): PlotWithNote<LinesFigure> {
  const { width } = options
  const { language } = drawing.typography
  const { distribution } = wordsIn(language)
  if (width !== undefined && !(Number.isFinite(width) && width > 0))
    throw new Error(`\`width\` is a positive number in shown units, not ${width}`)
  const sampled = samplesOf(drawing, options, ['width'])
  const seriesOf = ({ label, style, values }: Sample): PointSeries => {
    if (values.length === 0) return { label, style, points: [] }
    if (values.length < LEAST_BOX_VALUES && !drawing.isDraft)
      throw codedError(
        'too-few-values',
        `${plural(values.length, 'value')}${label === '' ? '' : ` of ${label}`} ${values.length === 1 ? 'is' : 'are'} too few for a density, which would show the kernel and not them; from ${LEAST_BOX_VALUES} on there is one, and ecdf() or strips() show each value`,
      )
    const wide = width ?? silvermanWidth(values)
    if (wide === null)
      throw new Error(
        `the values${label === '' ? '' : ` of ${label}`} are all equal, which has no density; say \`width\`, or show them with strips()`,
      )
    // Beyond the extreme values there is only kernel, and a quantity may have its end there: as violins, a density ends with them.
    const [low, high] = [min(values), max(values)]
    const points = Array.from({ length: DENSITY_POINTS }, (_, index) => {
      const x = low + ((high - low) * index) / (DENSITY_POINTS - 1)
      return { x, y: densityAt(x, values, wide) }
    })
    return { label, style, points }
  }
  return plotOf(sampled, options, {
    kind: 'density',
    yLabel: distribution.density,
    series: sampled.samples.map(seriesOf),
    said: {
      words: width === undefined ? distribution.kernels : distribution.kernelsOf(localNumber(String(width), language)),
    },
    shape: { join: 'straight', area: true },
  })
}

interface Sampled {
  readonly frame: ReturnType<typeof makeFrame>
  readonly samples: readonly Sample[]
  /** The values of all series and panels: bins are made of all of them. */
  readonly whole: readonly number[]
  readonly lost: NoteContent['lost']
  readonly marks: readonly PlottedValue[]
}

function samplesOf(drawing: FigureContext, options: AnyOptions, own: readonly string[]): Sampled {
  const { runs, styles, whole = runs } = drawing
  const { x, by, labels = {}, over, xScale } = options
  const frame = makeFrame(drawing, options, ['x', 'by', ...own])
  checkChoice(options, 'xScale', ['linear', 'log'])
  checkAnnotated(options, ['x', 'y'])
  checkHonest(runs, x, options.optimistic)
  const factor = factorOf(options.as)
  const keys = listOf<string>(by)
  const all: number[] = []
  const marks: PlottedValue[] = []
  const samples = labelledGroups(runs, keys, labels, drawing.typography.language).map((group): Sample => {
    checkAlikeOver(group.runs, over, group.label)
    const values = metricValues(group.runs, x, runs) ?? []
    append(all, values)
    append(marks, markOf({ row: [group.label], column: [] }, group.runs, x, values, options.as))
    return {
      label: group.label,
      style: styles.of(keys, group),
      values: values.filter(Number.isFinite).map((value) => value * factor),
    }
  })
  const notPositive = all.filter((value) => value <= 0).length
  if (xScale === 'log' && notPositive > 0)
    throw codedError(
      'no-logarithm',
      `${notPositive} of ${all.length} values of ${x} are 0 or less, which a logarithmic axis cannot show: leave out \`xScale: 'log'\``,
    )
  const wholeValues = (metricValues(whole, x, whole) ?? []).filter(Number.isFinite).map((value) => value * factor)
  return { frame, samples, whole: wholeValues, lost: lostOf(all), marks }
}

function edgesOf(values: readonly number[], bins: number | undefined, isLog: boolean): number[] {
  if (!isLog) return binEdges(values, bins)
  const edges = binEdges(values.map(Math.log10), bins).map((edge) => 10 ** edge)
  // Rounding must not leave the first or the last value outside.
  return [Math.min(edges[0]!, leastOf(values)), ...edges.slice(1, -1), Math.max(edges.at(-1)!, mostOf(values))]
}

interface Shown {
  readonly kind: 'histogram' | 'ecdf' | 'density'
  readonly yLabel: string
  readonly series: readonly PointSeries[]
  readonly said: Pick<NoteContent, 'words'>
  readonly shape: Required<Pick<LinesFigure, 'join' | 'area'>>
}

function plotOf(
  { frame, samples, lost, marks }: Sampled,
  { x, xLabel, yLabel, xScale = 'linear', as, labels = {} }: AnyOptions,
  shown: Shown,
): PlotWithNote<LinesFigure> {
  const label = xLabel ?? withUnit(metricWords(x, labels), as, frame.language)
  const { alt } = wordsIn(frame.language)
  const read = (value: number) =>
    localNumber(formatMean({ mean: value / factorOf(as), sd: null }, { as }), frame.language)
  const sentences = samples.flatMap(({ label: name, values }) => {
    if (values.length === 0) return []
    const several = () => alt.values(values.length, read(leastOf(values)), read(mostOf(values)))
    const sentence = values.length === 1 ? alt.oneValue(read(values[0]!)) : alt.median(several(), read(median(values)))
    return [`${name === '' ? '' : `${name}: `}${sentence}.`]
  })
  return {
    plot: {
      ...frame,
      kind: 'lines',
      told: { kind: alt[shown.kind](label), sentences },
      x: { label, scale: xScale },
      y: { label: yLabel ?? shown.yLabel, scale: 'linear' },
      series: shown.series,
      spread: 'bands',
      names: 'legend',
      markers: false,
      ...shown.shape,
    },
    said: { ...shown.said, counts: samples.map(({ values }) => values.length).filter((count) => count > 0), lost },
    marks,
  }
}
