import { type Language, wordsIn } from 'bocas/internal'
import type { FigureFrame } from './frame'
import type { BarsFigure, BoxesFigure, HeatmapFigure, LinesFigure, NumberAxis, ScatterFigure, StyleIndex } from './plot'
import type { SceneFigure } from './scene'

/**
 * A figure as plain numbers and words: everything that was decided before anything is drawn. Renderers need nothing else.
 * Values are as shown (a percentage is already 97.1, not 0.971); lengths are in points (1/72 inch).
 */
export type Figure = SingleFigure | PanelsFigure

/** A figure of one kind. */
export type SingleFigure = PlotFigure | FacetsFigure

/** One plot with its own axes. */
export type PlotFigure = LinesFigure | BarsFigure | BoxesFigure | ScatterFigure | HeatmapFigure | SceneFigure

/** The same plot for each value of a key, with shared axes. All panels have the same series and groups. */
export interface FacetsFigure extends FigureFrame {
  readonly kind: 'facets'
  /** The words for the key. */
  readonly by: string
  readonly panels: readonly { readonly title: string; readonly plot: PlotFigure }[]
}

/** Figures of several kinds, each with axes and a legend of its own. */
export interface PanelsFigure extends FigureFrame {
  readonly kind: 'panels'
  /** Each with its letter and title, and the corner where it stands; its own size is that of the panel. */
  readonly panels: readonly {
    readonly letter: string
    readonly title: string
    readonly figure: SingleFigure
    readonly left: number
    readonly top: number
  }[]
}

/** The plots of a figure: its panels, or itself. */
export function plotsOf(figure: Figure): readonly PlotFigure[] {
  if (figure.kind === 'panels') return figure.panels.flatMap((panel) => plotsOf(panel.figure))
  return figure.kind === 'facets' ? figure.panels.map(({ plot }) => plot) : [figure]
}

/** What the shades of a plot stand for: the words, the values, and the ends where they are given. */
export function shadesOf(
  plot: PlotFigure,
  language?: Language,
):
  | {
      readonly label: string
      readonly values: readonly number[]
      readonly scale: NumberAxis['scale']
      readonly range?: NumberAxis['range']
    }
  | undefined {
  if (plot.kind === 'heatmap') {
    const values = plot.cells.flat().flatMap((cell) => (cell === null ? [] : [cell.value]))
    return { label: plot.value.label, values, scale: 'linear', range: plot.value.range }
  }
  if (plot.kind !== 'scatter' || plot.bins === undefined) return undefined
  return {
    label: wordsIn(language).pointsInCell,
    values: [1, ...plot.bins.counts.flat()].filter((count) => count > 0),
    scale: 'log',
  }
}

/** The names and styles of the series, the same in all panels; a heatmap has none. */
export function seriesOf(figure: Figure): readonly { readonly label: string; readonly style: StyleIndex }[] {
  const [plot] = plotsOf(figure)
  if (plot === undefined || plot.kind === 'heatmap' || plot.kind === 'scene') return []
  return plot.series.map(({ label, style }, index) => ({ label, style: style ?? { color: index, shape: index } }))
}

/** Every word that the figure shows. */
export function figureWords(figure: Figure): string[] {
  if (figure.kind === 'panels') return figure.panels.flatMap((panel) => [panel.title, ...figureWords(panel.figure)])
  const own = [figure.note ?? '', figure.draft ?? '', ...seriesOf(figure).map(({ label }) => label)]
  const titles = figure.kind === 'facets' ? figure.panels.map(({ title }) => title) : []
  return [...own, ...titles, ...plotsOf(figure).flatMap((plot) => plotWords(plot, figure.language))]
}

function plotWords(plot: PlotFigure, language?: Language): string[] {
  return [
    plot.x.label,
    plot.y.label,
    ...(plot.annotations ?? []).map(({ label }) => label ?? ''),
    ...[plot.x, plot.y].flatMap((axis) => ('groups' in axis ? axis.groups : [])),
    shadesOf(plot, language)?.label ?? '',
    ...(plot.kind === 'heatmap' ? plot.cells.flatMap((row) => row.map((cell) => cell?.text ?? '')) : []),
    ...(plot.kind === 'scene' ? plot.shapes.map((one) => (one.shape === 'text' ? one.text : '')) : []),
    ...(plot.kind === 'scatter' ? plot.series.flatMap(({ points }) => points.map(({ label }) => label ?? '')) : []),
  ]
}
