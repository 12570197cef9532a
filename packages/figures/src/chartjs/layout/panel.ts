import { type Language } from 'bocas/internal'
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
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
import type { PlotFigure } from '../../figure/figure'
import type { Size } from '../../figure/frame'
import { type AxisOptions, groupAxis, numberAxis } from './axes'
import { PaintedChart } from '../painted-chart'
import type { Face } from '../surface/font'
import { type Ranges, valuesOf } from './ranges'
import type { Recorder } from '../surface/recorder'
import { mostTicks, ticksOf } from './ticks'
import { type MeasureText, wrapLabel } from './wrap'
import { datasetsOf, typeOf } from './datasets'

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
  readonly ticks?: SharedTicks | undefined
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
