import uPlot from 'uplot'
import type { Line } from '../view/curves'
import { colourOf, dashOf } from './colours'

const HEIGHT = 360
/** As wide as a sheet of A4 shows it, in pixels of CSS. */
const PRINTED = 660
/** Between two ticks of steps. */
const WHOLE = [1, 2, 5]
  .flatMap((first) => [0, 1, 2, 3, 4, 5, 6, 7, 8].map((power) => first * 10 ** power))
  .sort((a, b) => a - b)

/**
 * Draws lines over steps, and again when the page gets another width, other colours, or is printed.
 *
 * @returns what ends it.
 */
export function plotLines(place: HTMLElement, curve: string, lines: readonly Line[]): () => void {
  let plot: uPlot | undefined
  const draw = (isPrinted: boolean): void => {
    plot?.destroy()
    const width = isPrinted ? PRINTED : place.clientWidth
    plot = new uPlot(options(curve, lines, width, isPrinted), dataOf(lines), place)
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

/** The mean, and below and above it a band of one sd. */
function dataOf(lines: readonly Line[]): uPlot.AlignedData {
  const steps = Math.max(...lines.map(({ values }) => values.length))
  const padded = (values: readonly (number | null)[]): (number | null)[] =>
    Array.from({ length: steps }, (_, step) => values[step] ?? null)
  const columns = lines.flatMap(({ values, low, high }) => [values, ...(low && high ? [high, low] : [])])
  return [Array.from({ length: steps }, (_, step) => step + 1), ...columns.map(padded)]
}

function options(curve: string, lines: readonly Line[], width: number, isPrinted: boolean): uPlot.Options {
  const style = getComputedStyle(document.body)
  const [ink, grid] = isPrinted ? ['#000', '#999'] : [style.color, style.getPropertyValue('--line')]
  const axis = { stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } }
  const series: uPlot.Series[] = [{ label: 'step' }]
  const bands: uPlot.Band[] = []
  for (const { label, group, low } of lines) {
    const stroke = colourOf(group)
    series.push({ label, stroke, dash: dashOf(group), width: low ? 2 : 1, points: { show: false } })
    if (low === undefined) continue
    const edge: uPlot.Series = { stroke: 'transparent', points: { show: false }, label: '' }
    bands.push({ series: [series.length, series.length + 1], fill: `${stroke}30` })
    series.push(edge, edge)
  }
  return {
    width,
    height: HEIGHT,
    scales: { x: { time: false } },
    axes: [
      { ...axis, label: 'step', space: 60, incrs: WHOLE },
      { ...axis, label: curve, size: 70 },
    ],
    series,
    bands,
    // The table below is the legend, for those who do not see the plot as well.
    legend: { show: false },
  }
}
