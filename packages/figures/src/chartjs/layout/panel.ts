import { type Language, max, min } from 'bocas/internal'
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type Plugin,
  registry,
  type Scale,
  ScatterController,
} from 'chart.js'
import { BoxAndWiskers, BoxPlotController, Violin, ViolinController } from '@sgratzl/chartjs-chart-boxplot'
import { type PlotFigure, seriesOf, type Size, type XYPoint } from '../../figure/figure'
import { type AxisOptions, groupAxis, INK, numberAxis } from './axes'
import { PaintedChart } from '../painted-chart'
import { type Face } from '../surface/font'
import { styleOf, withOpacity } from '../surface/palette'
import { type Ranges, valuesOf } from './ranges'
import { type Recorder } from '../surface/recorder'
import { mostTicks, ticksOf } from './ticks'
import { type MeasureText, wrapLabel } from './wrap'

Chart.register(
  BarController,
  BarElement,
  BoxAndWiskers,
  BoxPlotController,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Violin,
  ViolinController,
)

export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Sizes of the ticks of panels with shared axes; 0 where a panel leaves them to its neighbour. */
export interface SharedTicks {
  readonly width: number
  readonly height: number
  /** The height of every plot. */
  readonly length: number
}

export interface PanelOptions {
  readonly plot: PlotFigure
  readonly page: Size
  /** Where plot and ticks go. */
  readonly place: Rectangle
  readonly ranges: Ranges
  readonly face: Face
  readonly measure: MeasureText
  readonly ticks?: SharedTicks
  /** Whether it is one of several. */
  readonly isFacet: boolean
  readonly plugins?: readonly Plugin[]
}

/**
 * A chart that is as large as the page, with room around its place, so that its coordinates are those of the page and nothing is cut at the edge of a panel.
 */
export class Panel extends PaintedChart {
  constructor(recorder: Recorder, options: PanelOptions) {
    super(canvasOf(recorder, options.page), configOf(options) as never)
  }

  /** The plot without its ticks. */
  get plotArea(): Rectangle {
    const { left, top, width, height } = this.chartArea
    return { left, top, width, height }
  }
}

/** chart.js asks the context for its canvas, and sets the canvas' size. */
function canvasOf(recorder: Recorder, { width, height }: Size): unknown {
  const canvas = { width, height, style: {}, getContext: () => recorder }
  recorder.canvas = canvas
  return canvas
}

function configOf({ plot, page, place, ranges, face, measure, ticks, isFacet, plugins = [] }: PanelOptions) {
  // How long the axes will be, before chart.js has laid anything out.
  const names = namesWidth(page)
  const along = ticks === undefined ? place.height * 0.86 : place.height - ticks.height
  const beside =
    ticks === undefined ? widthBeside(plot, page, ranges.y ?? [0, 1], along, face.language, measure) : ticks.width
  const room = {
    x: place.width - beside,
    y: ticks?.length ?? along,
    names,
    turned: place.height * 0.46,
    canSlant: !isFacet,
  }
  const axis = (direction: 'x' | 'y') => axisOf(direction, plot, room, ranges, face, measure)
  const isStacked = plot.kind === 'bars' && plot.totals !== undefined
  const stacking = (one: AxisOptions): AxisOptions => (isStacked ? { ...one, stacked: true } : one)
  const scales = { x: stacking(axis('x')), y: stacking(axis('y')) }
  const padding = {
    left: place.left,
    top: place.top,
    right: page.width - place.left - place.width,
    bottom: page.height - place.top - place.height,
  }
  return {
    type: typeOf(plot),
    data: { labels: scales.x.labels, datasets: datasetsOf(plot) },
    options: {
      responsive: false,
      animation: false,
      devicePixelRatio: 1,
      events: [],
      locale: 'en-US',
      plugins: withoutRegistered(),
      layout: { padding },
      scales:
        ticks === undefined
          ? scales
          : { x: shared(scales.x, 'height', ticks.height), y: shared(scales.y, 'width', ticks.width) },
    },
    plugins,
  }
}

/** What authors register for figures of their own, and what comes with chart.js for those, has no part in ours. */
const withoutRegistered = (): Record<string, false> =>
  Object.fromEntries(Object.keys((registry.plugins as unknown as { items: object }).items).map((id) => [id, false]))

function typeOf(plot: PlotFigure): string {
  // Places of strips are those of boxes.
  if (plot.kind === 'boxes') return plot.shape === 'violin' ? 'violin' : 'boxplot'
  return { lines: 'line', scatter: 'line', bars: 'bar', heatmap: 'scatter', scene: 'scatter' }[plot.kind]
}

/**
 * Values that differ by rounding only as equal ones: the plugin steps from the least to the largest in a hundred parts, and for ever where such a part is lost
 * when it is added.
 */
function apartOrEqual(values: number[]): number[] {
  if (values.length === 0) return values
  const [least, most] = [min(values), max(values)]
  const isApart = most - least > 200 * Number.EPSILON * Math.max(Math.abs(least), Math.abs(most))
  return isApart ? values : values.map(() => values[0]!)
}

/** An axis whose ticks take exactly so much room, so that the plots of all panels are equal. */
function shared(axis: AxisOptions, direction: 'width' | 'height', room: number): AxisOptions {
  const ticks = axis.ticks as object
  const grid = axis.grid as object
  return {
    ...axis,
    ticks: { ...ticks, display: room > 0 },
    grid: { ...grid, ...(room > 0 ? {} : { drawTicks: false }) },
    afterFit: (scale: Scale) => {
      scale[direction] = room
      // What first and last ticks need beyond the axis is between the panels.
      scale.paddingLeft = scale.paddingRight = scale.paddingTop = scale.paddingBottom = 0
    },
  }
}

/** Names beside a plot are wrapped to this, in points, or to a share of a narrow page. */
const LONGEST_NAME = 90

const namesWidth = ({ width }: Size): number => Math.min(width * 0.28, LONGEST_NAME)

/** About how wide the ticks beside a plot will be, for a plot of a height. */
export function widthBeside(
  { kind, y }: PlotFigure,
  page: Size,
  range: readonly [number, number],
  length: number,
  language: Language,
  measure: MeasureText,
): number {
  if (kind === 'scene') return 0
  const words =
    'groups' in y
      ? y.groups.flatMap((group) => wrapLabel(group, namesWidth(page), measure))
      : ticksOf(y.scale, range, mostTicks(y.scale, 'y', length), language).map(({ label }) => label)
  return Math.max(0, ...words.map(measure)) + 10
}

/** Lengths in points: of the axes, for names beside the plot, and for turned ones below it. */
interface Room {
  readonly x: number
  readonly y: number
  readonly names: number
  readonly turned: number
  readonly canSlant: boolean
}

function axisOf(
  direction: 'x' | 'y',
  plot: PlotFigure,
  room: Room,
  ranges: Ranges,
  face: Face,
  measure: MeasureText,
): AxisOptions {
  if (plot.kind === 'scene') return { type: 'linear', display: false, min: 0, max: 1 }
  const axis = plot[direction]
  const isVertical = direction === 'y'
  if ('groups' in axis) {
    const options = groupAxis(
      axis,
      isVertical,
      isVertical ? room.names : room.x,
      room.turned,
      room.canSlant,
      face,
      measure,
    )
    return plot.kind === 'heatmap' ? { ...options, border: { display: false } } : options
  }
  const isWhole = !isVertical && valuesOf(plot, 'x').every(Number.isInteger)
  return numberAxis(axis.scale, ranges[direction] ?? [0, 1], isVertical, room[direction], isWhole, face)
}

/** How visible a line is where it is the mean of fewer runs than elsewhere. */
const FAINT = 0.4

/** chart.js asks for each piece of a line how it looks where it is not as the rest; null where no piece is fainter, as asking takes time. */
function faintWhereFewer(points: readonly XYPoint[], color: string) {
  const isFewer = (point: XYPoint | undefined) => (point?.n ?? 0) < (point?.of ?? 0)
  if (!points.some(isFewer)) return undefined
  const faint = withOpacity(color, FAINT)
  return {
    borderColor: ({ p0DataIndex, p1DataIndex }: { p0DataIndex: number; p1DataIndex: number }) =>
      isFewer(points[p0DataIndex]) || isFewer(points[p1DataIndex]) ? faint : undefined,
  }
}

const isDense = (plot: PlotFigure): boolean =>
  plot.kind === 'scatter' && (plot.points === 'dots' || plot.bins !== undefined)

/** What chart.js places and draws: the lines, the places of bars and boxes. What else there is to see is drawn over it. */
function datasetsOf(plot: PlotFigure): ChartDataset[] {
  const styles = seriesOf(plot).map(({ look }) => styleOf(look))
  const grouped = {
    categoryPercentage: 0.78,
    barPercentage: 0.9,
    maxBarThickness: 34,
    backgroundColor: 'transparent',
    borderColor: 'transparent',
  }
  const bare = {
    itemRadius: 0,
    outlierRadius: 0,
    meanRadius: 0,
    borderWidth: 0,
    medianColor: 'transparent',
    lowerBackgroundColor: 'transparent',
  }
  switch (plot.kind) {
    case 'heatmap':
    case 'scene':
      return []
    case 'bars':
      return plot.series.map(({ label, bars }) => ({
        label,
        data: bars.map((bar) => bar?.y ?? null),
        ...grouped,
      }))
    case 'boxes':
      return plot.series.map(({ label, values }) => ({
        label,
        data: values.map((group) => apartOrEqual(group.filter(Number.isFinite))),
        ...grouped,
        ...bare,
      }))
    default:
      return plot.series.map(({ label, points }, index) => ({
        label,
        // Dots and cells are drawn by us alone, and chart.js takes its time with each point.
        data: isDense(plot) ? [] : points.map(({ x, y }) => ({ x, y })),
        showLine: plot.kind === 'lines' && plot.join !== 'none',
        stepped: plot.kind === 'lines' && plot.join === 'steps' ? 'before' : false,
        borderColor: styles[index]?.color,
        borderDash: [...(styles[index]?.dash ?? [])],
        borderWidth: 1.4,
        segment: faintWhereFewer(points, styles[index]?.color ?? INK),
        pointRadius: 0,
        clip: 2,
      }))
  }
}
