import { columnsFor } from '../figure/facet-columns'
import { type PlotFigure, type SingleFigure } from '../figure/figure'
import { type Face } from './surface/font'
import { Panel, type Rectangle, type SharedTicks, widthBeside } from './layout/panel'
import { plotPlugin } from './draw/plot-plugin'
import { type Ranges } from './layout/ranges'
import { type Recorder } from './surface/recorder'
import { type MeasureText } from './layout/wrap'

/** Least room between panels, in points. */
const GAP = 8

/** A panel with its title; a figure of one plot has none. */
export interface PlacedPanel {
  readonly plot: PlotFigure
  readonly panel: Panel
  readonly title: string
  /** The middle of the title. */
  readonly titlePlace: { readonly x: number; readonly y: number }
}

/** Whether the last of several rows of panels has room left. */
export function hasSpareCell(figure: SingleFigure): boolean {
  if (figure.kind !== 'facets') return false
  const count = figure.panels.length
  const columns = columnsFor(count, figure.size.width)
  return count > columns && count % columns > 0
}

/** The room that the last row of panels leaves, below the ticks of the row above. */
export function spareCell(panels: readonly PlacedPanel[], area: Rectangle): Rectangle {
  const last = (panels.at(-1) as PlacedPanel).panel.plotArea
  const above = panels.filter(({ panel }) => panel.plotArea.left > last.left + last.width)
  const left = Math.min(...above.map(({ panel }) => panel.plotArea.left))
  const top = Math.max(last.top, ...above.map(({ panel }) => (panel.scales.x?.bottom ?? 0) + GAP))
  const right = Math.max(...above.map(({ panel }) => panel.plotArea.left + panel.plotArea.width))
  return { left, top, width: right - left, height: area.top + area.height - top }
}

/** Makes the panels of a figure, with plots of equal size; ticks stand only left of the first column and below the last row. */
export function layoutPanels(
  figure: SingleFigure,
  recorder: Recorder,
  area: Rectangle,
  ranges: Ranges,
  face: Face,
  measure: (size: number) => MeasureText,
): PlacedPanel[] {
  const options = { ranges, face, measure: measure(face.sizes.tick) }
  const make = (plot: PlotFigure, place: Rectangle, ticks?: SharedTicks) =>
    new Panel(recorder, {
      ...options,
      plot,
      page: figure.size,
      place,
      ticks,
      isFacet: figure.kind === 'facets',
      plugins: [plotPlugin(plot, ranges, face)],
    })
  if (figure.kind !== 'facets')
    return [{ plot: figure, panel: make(figure, area), title: '', titlePlace: { x: 0, y: 0 } }]
  const { panels } = figure
  const columns = columnsFor(panels.length, figure.size.width)
  const rows = Math.ceil(panels.length / columns)
  const titleHeight = face.sizes.label * 1.35
  const first = (panels[0] as (typeof panels)[number]).plot
  const rowHeight = area.height / rows - titleHeight
  const beside = widthBeside(first, figure.size, ranges.y ?? [0, 1], rowHeight, face.language, options.measure)
  const ticks = ticksOf(first, { width: (area.width - beside) / columns + beside, height: rowHeight })
  const gap = Math.max(GAP, ticks.overhang * 2 + 4)
  const plotWidth = (area.width - ticks.width - ticks.overhang - gap * (columns - 1)) / columns
  const plotHeight = (area.height - ticks.height - rows * titleHeight - (rows - 1) * GAP) / rows
  return panels.map(({ title, plot }, index): PlacedPanel => {
    const [column, at] = [index % columns, Math.floor(index / columns)]
    const own = {
      width: column === 0 ? ticks.width : 0,
      height: index + columns >= panels.length ? ticks.height : 0,
      length: plotHeight,
    }
    const left = area.left + ticks.width + column * (plotWidth + gap)
    const top = area.top + titleHeight + at * (plotHeight + titleHeight + GAP)
    const place = { left: left - own.width, top, width: plotWidth + own.width, height: plotHeight + own.height }
    return {
      plot,
      panel: make(plot, place, own),
      title,
      titlePlace: { x: left + plotWidth / 2, y: top - titleHeight * 0.55 },
    }
  })

  /** What ticks take in a panel of about the final size, and how far the first and the last reach beyond it. */
  function ticksOf(plot: PlotFigure, size: { width: number; height: number }) {
    const trial = make(plot, { left: area.left, top: area.top, ...size })
    const { x, y } = trial.scales
    const labels = 'groups' in plot.x ? [] : (x?.ticks ?? []).map(({ label }) => String(label ?? ''))
    const ends = [labels[0] ?? '', labels.at(-1) ?? ''].map(options.measure)
    const found = { width: (y?.width ?? 0) + 1, height: (x?.height ?? 0) + 1, overhang: Math.max(...ends) / 2 }
    trial.forget()
    return found
  }
}
