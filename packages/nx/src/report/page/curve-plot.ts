import uPlot from 'uplot'
import type { Line } from '../view/curves'
import { axisRange, lonePoints, ticksThatFit, ticksWithin, tickTexts, textWidth } from '../view/plot-axis'
import { colourOf, dashOf } from './colours'

const HEIGHT = 360
/** As wide as a sheet of A4 shows it, in pixels of CSS. */
const PRINTED = 660
/** Numbers on the axis of values. */
const MOST_VALUES = 8

/**
 * Draws lines, and again when the page gets another width, other colours, or is printed.
 *
 * @param over what their places are.
 * @returns what ends it.
 */
export function plotLines(place: HTMLElement, curve: string, over: string, lines: readonly Line[]): () => void {
  let plot: uPlot | undefined
  const data = dataOf(lines)
  const isWhole = data[0].every(Number.isInteger)
  const draw = (isPrinted: boolean): void => {
    plot?.destroy()
    const width = isPrinted ? PRINTED : place.clientWidth
    plot = new uPlot(options({ curve, over, isWhole }, lines, data, width, isPrinted), data, place)
  }
  const onScreen = (): void => draw(false)
  const onPaper = (): void => draw(true)
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', onScreen)
  window.addEventListener('resize', onScreen)
  window.addEventListener('afterprint', onScreen)
  window.addEventListener('beforeprint', onPaper)
  onScreen()
  return () => {
    scheme.removeEventListener('change', onScreen)
    window.removeEventListener('resize', onScreen)
    window.removeEventListener('afterprint', onScreen)
    window.removeEventListener('beforeprint', onPaper)
    plot?.destroy()
  }
}

/** Lines over all places that any of them has: `undefined` is drawn past, null is a gap. A mean has above it and below it the edges of a band of one sd. */
function dataOf(lines: readonly Line[]): uPlot.AlignedData {
  const places = [...new Set(lines.flatMap((line) => line.places))].sort((a, b) => a - b)
  const column = (line: Line, values: readonly (number | null)[]): (number | null | undefined)[] => {
    const at = new Map(line.places.map((place, index) => [place, values[index]]))
    return places.map((place) => at.get(place))
  }
  return [
    places,
    ...lines.flatMap((line) => {
      const { values, low, high } = line
      return [values, ...(low && high ? [high, low] : [])].map((numbers) => column(line, numbers))
    }),
  ]
}

/** What stands on the axes, and whether what is counted on the lower one is whole numbers. */
interface Axes {
  readonly curve: string
  readonly over: string
  readonly isWhole: boolean
}

function options(
  { curve, over, isWhole }: Axes,
  lines: readonly Line[],
  data: uPlot.AlignedData,
  width: number,
  isPrinted: boolean,
): uPlot.Options {
  const style = getComputedStyle(document.body)
  const [ink, grid] = isPrinted ? ['#000', '#999'] : [style.color, style.getPropertyValue('--line')]
  const axis = {
    stroke: ink,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1 },
    incrs: () => [Infinity],
  }
  const series: uPlot.Series[] = [{ label: over }]
  const bands: uPlot.Band[] = []
  for (const { label, group, low } of lines) {
    const stroke = colourOf(group)
    // One value alone is no line.
    const lone = lonePoints([...data[series.length]!])
    const points = { show: lone.length > 0, filter: () => lone }
    series.push({ label, stroke, dash: dashOf(group), width: low ? 2 : 1, points })
    if (low === undefined) continue
    const edge: uPlot.Series = { stroke: 'transparent', points: { show: false }, label: '' }
    bands.push({ series: [series.length, series.length + 1], fill: `${stroke}30` })
    series.push(edge, edge)
  }
  return {
    width,
    height: HEIGHT,
    // Half of the last number of the lower axis stands beside the plot.
    padding: [null, 40, null, null],
    // The library's own numbers have three decimals, and of values that are nearly equal it makes too many. Numbers of one's own need an increment, too, of any size.
    scales: {
      x: { time: false, range: (_plot, low, high) => axisRange(low, high, 0) },
      y: { range: (_plot, low, high) => axisRange(low, high) },
    },
    axes: [
      {
        ...axis,
        label: over,
        splits: (plot, _axis, low, high) => ticksThatFit(low, high, plot.width, isWhole),
        values: (_plot, ticks) => tickTexts(ticks, isWhole),
      },
      {
        ...axis,
        label: curve,
        splits: (_plot, _axis, low, high) => ticksWithin(low, high, MOST_VALUES),
        values: (_plot, ticks) => tickTexts(ticks),
        size: (_plot, texts) => 20 + textWidth(texts ?? []),
      },
    ],
    series,
    bands,
    // The table below is the legend, for those who do not see the plot as well.
    legend: { show: false },
  }
}
