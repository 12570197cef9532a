import { choiceNotes } from 'bocas/internal'
import type { Figure, PlotFigure } from '../../figure/figure'
import type { StyleIndex } from '../../figure/plot'
import { toPoints } from '../../figure/frame'
import { columnsFor } from '../../figure/facet-columns'
import { checkSeeds } from '../values/checks'
import type { FigureOptions } from './figure-options'
import { draftWords, type FigureContext } from './frame'
import { labelledGroups } from '../values/groups'
import { keyWords, metricWords, valueWords } from '../values/labels'
import { type PlotWithNote, plotNote } from '../values/made'
import type { PlottedValue } from '../values/marks'

/** Heights in millimetres of a row of panels, and of what is above and below all rows. */
const ROW = 33
const AROUND = 22

/** A figure of one plot, or of one for each value of `facet`, all made by the same maker; and what it shows of which runs. */
export function makeFigure<O extends FigureOptions<unknown>>(
  drawing: FigureContext,
  options: O,
  make: (drawing: FigureContext, options: O) => PlotWithNote,
): { figure: Figure; marks: readonly PlottedValue[] } {
  const { facet, labels = {} } = options
  const { language } = drawing.typography
  checkSeeds(drawing.runs, options.optimistic)
  const chosen = choiceNotes(drawing.runs, options.optimistic, (metric) => metricWords(metric, labels))
  if (facet === undefined) {
    const made = make(drawing, options)
    return { figure: { ...made.plot, ...plotNote([made], chosen, language) }, marks: made.marks }
  }
  if (drawing.runs.length + drawing.runs.holes.length === 0) make(drawing, options)
  const groups = labelledGroups(drawing.runs, [facet], labels, language)
  const made = groups.map(({ runs }) => make({ ...drawing, runs, whole: drawing.runs }, options))
  const plots = alignPlots(made.map(({ plot }) => plot))
  const [first] = plots as [PlotFigure]
  const rows = Math.ceil(plots.length / columnsFor(plots.length, first.size.width))
  const height =
    options.height === undefined ? Math.max(first.size.height, toPoints(AROUND + ROW * rows)) : first.size.height
  const { runs, isDraft } = drawing
  const titles = groups.map(({ values, label }) =>
    label !== '' ? label : valueWords(facet, values[0], String(values[0]), labels, language),
  )
  const figure: Figure = {
    kind: 'facets',
    name: drawing.name,
    ...drawing.typography,
    size: { width: first.size.width, height },
    by: keyWords(facet, labels),
    panels: plots.map((plot, index) => ({ title: titles[index]!, plot })),
    ...plotNote(made, chosen, language),
    ...(options.alt === undefined ? {} : { alt: options.alt }),
    ...(isDraft ? { draft: draftWords(runs, language) } : {}),
  }
  const marks = made.flatMap((one, index) =>
    one.marks.map((mark) => ({ ...mark, column: [titles[index]!, ...mark.column] })),
  )
  return { figure, marks }
}

/** Gives all panels the same series and groups, in the order of the sweep, with gaps where a panel has none. */
function alignPlots(plots: readonly PlotFigure[]): PlotFigure[] {
  const axisOf = (direction: 'x' | 'y') =>
    unique(plots.flatMap((plot) => ('groups' in plot[direction] ? plot[direction].groups : [])))
  const [columns, rows] = [axisOf('x'), axisOf('y')]
  const named = plots.flatMap((plot) => ('series' in plot ? [...plot.series] : []))
  const shapes = new Map(named.map(({ label, style }) => [label, style]))
  const labels = unique(named.map(({ label }) => label)).sort((a, b) => placeOf(shapes.get(a)) - placeOf(shapes.get(b)))
  /** What a list over a plot's own names says about each of all names. */
  const spread = <T>(own: readonly string[], all: readonly string[], items: readonly T[], missing: T): T[] =>
    all.map((name) => (own.includes(name) ? (items[own.indexOf(name)] as T) : missing))
  return plots.map((plot): PlotFigure => {
    if (plot.kind === 'scene') return plot
    if (plot.kind === 'heatmap') {
      const cells = plot.cells.map((row) => spread(plot.x.groups, columns, row, null))
      const empty = columns.map(() => null)
      return {
        ...plot,
        x: { ...plot.x, groups: columns },
        y: { ...plot.y, groups: rows },
        cells: spread(plot.y.groups, rows, cells, empty),
      }
    }
    const entries = labels.map((label) => ({ label, style: shapes.get(label) }))
    if (plot.kind === 'bars' || plot.kind === 'boxes') {
      const own = plot.x.groups
      const styles = plots.flatMap((other) =>
        'groupStyles' in other
          ? other.x.groups.map((group, index) => [group, other.groupStyles?.[index]] as const)
          : [],
      )
      const groupStyles =
        plot.groupStyles === undefined
          ? {}
          : { groupStyles: columns.map((group) => new Map(styles).get(group) ?? { color: 0, shape: 0 }) }
      const shared = { x: { ...plot.x, groups: columns }, ...groupStyles }
      if (plot.kind === 'bars') {
        const find = (label: string) => plot.series.find((one) => one.label === label)?.bars ?? []
        return {
          ...plot,
          ...shared,
          series: entries.map((entry) => ({
            ...entry,
            bars: spread(own, columns, find(entry.label), null).map((bar) => bar ?? null),
          })),
          ...(plot.totals === undefined ? {} : { totals: spread(own, columns, plot.totals, null) }),
        }
      }
      const find = (label: string) => plot.series.find((one) => one.label === label)?.values ?? []
      return {
        ...plot,
        ...shared,
        series: entries.map((entry) => ({
          ...entry,
          values: spread(own, columns, find(entry.label), []).map((values) => values ?? []),
        })),
      }
    }
    const find = (label: string) => plot.series.find((one) => one.label === label)?.points ?? []
    return { ...plot, series: entries.map((entry) => ({ ...entry, points: find(entry.label) })) }
  })
}

/** Series stand in the order of their first key, then of the others. */
const placeOf = (style: StyleIndex | undefined): number => (style?.shape ?? 0) * 1e4 + (style?.second ?? 0)

const unique = (names: readonly string[]): string[] => [...new Set(names)]
