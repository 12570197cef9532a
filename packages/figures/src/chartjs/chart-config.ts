import { type ChartConfiguration, type ChartDataset } from 'chart.js'
import { type Figure, type Spread } from '../figure/figure'
import { groupAxis, numberAxis } from './axes'
import { styleOf } from './palette'
import { type Measure, wrap } from './wrap'

/** Room in points: around the figure, and what the axes of a figure take about, for wrapping titles before chart.js has laid anything out. */
export const MARGIN = { top: 4, right: 8, bottom: 2, left: 2 } as const
const Y_AXIS_WIDTH = 36
const X_AXIS_HEIGHT = 30

/** The chart.js configuration of a figure: axes, lines and bars' places. What chart.js cannot draw is drawn by the plugin. */
export function chartConfig(figure: Figure, legendHeight: number, measure: Measure): ChartConfiguration {
  const { width, height } = figure.size
  const across = width - Y_AXIS_WIDTH - MARGIN.right
  const along = height - X_AXIS_HEIGHT - legendHeight
  const isCurve = figure.kind === 'lines' && figure.spread === 'bands'
  const y = numberAxis(figure.y, 'y', along, measure, valuesOf(figure, 'y'), true)
  const x =
    figure.kind === 'bars'
      ? groupAxis(figure.x.label, across, measure)
      : numberAxis(figure.x, 'x', across, measure, valuesOf(figure, 'x'), !isCurve)
  const isBars = figure.kind === 'bars'
  return {
    type: isBars ? 'bar' : 'line',
    data: { labels: isBars ? groupLabels(figure.x.groups, across, measure) : undefined, datasets: datasetsOf(figure) },
    options: {
      responsive: false,
      animation: false,
      events: [],
      locale: 'en-US',
      layout: { padding: { ...MARGIN, top: MARGIN.top + legendHeight } },
      scales: { x, y } as never,
    },
  } as ChartConfiguration
}

function groupLabels(groups: readonly string[], across: number, measure: Measure): string[][] {
  const share = across / groups.length - 4
  return groups.map((group) => wrap(group, share, measure))
}

function datasetsOf(figure: Figure): ChartDataset[] {
  if (figure.kind === 'bars') {
    return figure.series.map(({ label, bars }) => ({
      label,
      data: bars.map((bar) => bar?.y ?? null),
      backgroundColor: 'transparent',
      categoryPercentage: 0.78,
      barPercentage: 0.9,
      maxBarThickness: 34,
    })) as ChartDataset[]
  }
  return figure.series.map(({ label, points }, index) => ({
    label,
    data: points.map(({ x, y }) => ({ x, y })),
    showLine: figure.kind === 'lines',
    borderColor: styleOf(index).color,
    borderDash: [...styleOf(index).dash],
    borderWidth: 1.4,
    pointRadius: 0,
    clip: 2,
  })) as ChartDataset[]
}

/** Every number that an axis must hold: ends of spreads (of which chart.js does not know), and zero for bars, whose length is what is read. */
function valuesOf(figure: Figure, axis: 'x' | 'y'): number[] {
  const points: readonly (Spread & { readonly x?: number })[] =
    figure.kind === 'bars'
      ? figure.series.flatMap(({ bars }) => bars.filter((bar) => bar !== null))
      : figure.series.flatMap((series) => series.points)
  const values = points.flatMap(({ x, y, low, high }) => (axis === 'x' ? [x ?? NaN] : [y, low ?? y, high ?? y]))
  return [...values.filter(Number.isFinite), ...(figure.kind === 'bars' && axis === 'y' ? [0] : [])]
}
