import { max, min } from 'bocas/internal'
import type { ChartDataset } from 'chart.js'
import { type PlotFigure, seriesOf } from '../../figure/figure'
import type { XYPoint } from '../../figure/plot'
import { styleOf, withOpacity } from '../surface/palette'
import { INK } from './axes'

/** What chart.js calls a plot. */
export function typeOf(plot: PlotFigure): string {
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
export function datasetsOf(plot: PlotFigure): ChartDataset[] {
  const styles = seriesOf(plot).map(({ style }) => styleOf(style))
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
        // The corners of a noisy curve would be spikes that nobody has measured.
        borderJoinStyle: plot.kind === 'lines' && plot.join === 'steps' ? 'miter' : 'round',
        segment: faintWhereFewer(points, styles[index]?.color ?? INK),
        pointRadius: 0,
        clip: 2,
      }))
  }
}
