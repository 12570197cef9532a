import { formatExact, formatMean, median } from 'bocas/internal'
import { frontOf } from './front'
import { dateWords } from './date-words'
import { plainMaths } from './maths'
import {
  type Annotation,
  type Figure,
  isStrip,
  type NumberAxis,
  type PlotFigure,
  plotsOf,
  type ScatterFigure,
  seriesOf,
  type XYPoint,
} from './figure'

/** A value with the words for where it stands. */
interface Named {
  readonly words: string
  readonly value: number
  /** How it reads: as in tables and facts, where the figure says so. */
  readonly text: string
}

/** What a figure shows, for those who cannot see it: kind, axes, groups, how many runs, extremes; or what its author says. One paragraph. */
export function altText(figure: Figure): string {
  if (figure.alt !== undefined) return figure.alt
  if (figure.kind === 'panels')
    return figure.panels
      .map(({ letter, title, figure: one }) =>
        plainMaths(`${[letter, title].filter(Boolean).join(' ')}: ${altText(one)}`),
      )
      .join(' ')
  const [first] = plotsOf(figure)
  if (first === undefined) return ''
  const panels =
    figure.kind === 'facets'
      ? `${figure.panels.length} panels with shared axes, one for each ${figure.by}: ${listed(figure.panels.map(({ title }) => title))}.`
      : ''
  const all = figure.kind === 'facets' ? figure.panels : [{ title: '', plot: figure }]
  const named = all.flatMap(({ title, plot }) =>
    namedOf(plot).map(({ words, ...one }) => ({
      ...one,
      words: [title, words].filter((part) => part !== '').join(', '),
    })),
  )
  const note = figure.note === undefined ? '' : `${figure.note.charAt(0).toUpperCase()}${figure.note.slice(1)}.`
  const draft = figure.draft === undefined ? '' : `Draft of ${figure.draft}.`
  const sentences = [
    panels,
    `${first.told?.kind ?? kindWords(first)}${seriesWords(figure)}.`,
    first.told === undefined ? extremes(first, named, figure) : toldOf(all),
    frontWords(figure),
    marks(first),
    note,
    draft,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
  return plainMaths(sentences)
}

/** What kinds say of themselves, panel by panel. */
const toldOf = (panels: readonly { readonly title: string; readonly plot: PlotFigure }[]): string =>
  panels
    .flatMap(({ title, plot }) => {
      const words = (plot.told?.sentences ?? []).join(' ')
      return words === '' ? [] : [title === '' ? words : `${title}: ${words}`]
    })
    .join(' ') || 'There are no values to show.'

function kindWords(plot: PlotFigure): string {
  const against = `${axisWords(plot, 'y')} against ${axisWords(plot, 'x')}`
  switch (plot.kind) {
    case 'lines':
      return `Line plot of ${against}`
    case 'scatter':
      return `Scatter plot of ${countWords(plot)}${against}`
    case 'scene':
      return plot.told.kind
    case 'heatmap':
      return `Heatmap of ${plot.value.label} for each ${plot.y.label} and ${plot.x.label}: ${plot.y.groups.length} rows (${listed(plot.y.groups)}) and ${plot.x.groups.length} columns (${listed(plot.x.groups)})`
    default: {
      const isAllStrips =
        plot.kind === 'boxes' && plot.series.every(({ values }) => values.every((one) => isStrip(plot, one)))
      const kind =
        plot.kind === 'bars'
          ? 'Bar chart'
          : isAllStrips
            ? 'Strip plot'
            : plot.shape === 'violin'
              ? 'Violin plot'
              : 'Box plot'
      return `${kind} of ${axisWords(plot, 'y')} by ${plot.x.label}: ${listed(plot.x.groups)}`
    }
  }
}

/** How many points there are, where they are too many to be counted. */
function countWords({ series, points, bins }: ScatterFigure): string {
  if (points === undefined && bins === undefined) return ''
  return `${series.reduce((sum, one) => sum + one.points.length, 0)} points, ${bins === undefined ? '' : 'as shades, '}`
}

/** The words of an axis, with its ends and its kind where it has numbers. */
function axisWords(plot: PlotFigure, axis: 'x' | 'y'): string {
  const { label } = plot[axis]
  const words = label === '' ? `the ${axis} axis` : label
  const isLog = (plot[axis] as Partial<NumberAxis>).scale === 'log'
  return isLog ? `${words} (logarithmic)` : words
}

function seriesWords(figure: Figure): string {
  const labels = seriesOf(figure).map(({ label }) => label)
  if (labels.length < 2) return ''
  const [plot] = plotsOf(figure)
  return `; ${labels.length} ${plot?.kind === 'lines' && plot.told === undefined ? 'lines' : 'groups'}: ${listed(labels)}`
}

/** The values that are compared: where lines end, bars, medians of boxes, cells, points. */
function namedOf(plot: PlotFigure): Named[] {
  const both = (series: string, group: string | undefined) =>
    [series, group ?? ''].filter((part) => part !== '').join(', ')
  const found = ((): Named[] => {
    switch (plot.kind) {
      case 'lines':
        return plot.series.flatMap(({ label, points }) =>
          points
            .filter(({ y }) => Number.isFinite(y))
            .slice(-1)
            .map((point) => ({
              words: both(label, `${plot.x.label} ${placeWords(point.x, plot.x.scale)}`),
              ...readOf(point),
            })),
        )
      case 'scene':
        return []
      case 'scatter':
        return plot.series.flatMap(({ label, points }) =>
          points.map((point) => ({ words: both(label, point.label), ...readOf(point) })),
        )
      case 'bars':
        return plot.series.flatMap(({ label, bars }) =>
          bars.flatMap((bar, index) =>
            bar === null ? [] : [{ words: both(label, plot.x.groups[index]), ...readOf(bar) }],
          ),
        )
      case 'boxes':
        return plot.series.flatMap(({ label, values, texts }) =>
          values.flatMap((group, index) => {
            const finite = group.filter(Number.isFinite)
            if (finite.length === 0) return []
            return [
              { words: both(label, plot.x.groups[index]), ...readOf({ y: median(finite), text: texts?.[index] }) },
            ]
          }),
        )
      case 'heatmap':
        return plot.cells.flatMap((row, at) =>
          row.flatMap((cell, index) =>
            cell === null
              ? []
              : [
                  {
                    words: both(plot.y.groups[at] as string, plot.x.groups[index]),
                    value: cell.value,
                    text: cell.text,
                  },
                ],
          ),
        )
    }
  })()
  return found.filter(({ value }) => Number.isFinite(value))
}

function extremes(plot: PlotFigure, named: readonly Named[], figure: Figure): string {
  if (named.length === 0) return 'There are no values to show.'
  const only = figure.kind === 'lines' && figure.series.length === 1 ? figure.series[0] : undefined
  if (only !== undefined) return courseOf(only.points, plot.x as NumberAxis)
  const sorted = [...named].sort((a, b) => a.value - b.value)
  const [least, most] = [sorted[0] as Named, sorted.at(-1) as Named]
  const said = ({ words, text }: Named) => (words === '' ? text : `${text} (${words})`)
  if (least.value === most.value && named.length > 1)
    return `${{ lines: 'All lines end at', scatter: 'All values are', bars: 'All values are', boxes: 'All medians are', heatmap: 'All values are', scene: 'All values are' }[plot.kind]} ${least.text}.`
  if (named.length === 1)
    return `${{ lines: 'The only line that has values ends at', scatter: 'The only value is', bars: 'The only value is', boxes: 'The median is', heatmap: 'The only value is', scene: 'The only value is' }[plot.kind]} ${said(least)}.`
  const what = {
    lines: 'At the ends of the lines, the',
    scatter: 'The',
    bars: 'The',
    boxes: 'Of the medians, the',
    heatmap: 'The',
    scene: 'The',
  }[plot.kind]
  return `${what} lowest value is ${said(least)}, the highest ${said(most)}.`
}

/** Where a single line begins and ends, and how low and high it goes in between. */
function courseOf(points: readonly XYPoint[], { label, scale }: NumberAxis): string {
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
  const [first, last] = [finite[0], finite.at(-1)]
  if (first === undefined || last === undefined) return 'There are no values to show.'
  const at = ({ x }: XYPoint) => `${label === '' ? 'x =' : label} ${placeWords(x, scale)}`
  const read = (point: XYPoint): string => readOf(point).text
  if (first === last) return `The only value is ${read(first)} (${at(first)}).`
  const ends = `From ${read(first)} (${at(first)}) to ${read(last)} (${at(last)})`
  const low = finite.reduce((least, point) => (point.y < least.y ? point : least))
  const high = finite.reduce((most, point) => (point.y > most.y ? point : most))
  if (low.y === high.y) return `All values are ${read(low)}, ${at(first)} to ${placeWords(last.x, scale)}.`
  const isEnd = (point: XYPoint) => point.y === first.y || point.y === last.y
  const between = [
    isEnd(low) ? '' : `the lowest value is ${read(low)} (${at(low)})`,
    isEnd(high) ? '' : `the highest ${isEnd(low) ? 'value ' : ''}is ${read(high)} (${at(high)})`,
  ].filter((part) => part !== '')
  return `${[ends, ...between].join('; ')}.`
}

function frontWords(figure: Figure): string {
  return plotsOf(figure)
    .filter((plot): plot is ScatterFigure => plot.kind === 'scatter' && plot.front !== undefined)
    .map((plot) => {
      const front = frontOf(plot.series, plot.front as NonNullable<ScatterFigure['front']>)
      const of = plot.series.reduce((sum, { points }) => sum + points.length, 0)
      const names = front.map(({ series, label = '' }) =>
        [plot.series[series]?.label ?? '', label].filter((part) => part !== '').join(', '),
      )
      return `${front.length} of ${of} settings are on the front${names.some((name) => name !== '') ? `: ${listed([...new Set(names)])}` : ''}.`
    })
    .join(' ')
}

function marks(plot: PlotFigure): string {
  const words = (plot.annotations ?? []).map(({ x, y, label }: Annotation) => {
    const place = [
      x === undefined ? '' : `${plot.x.label} ${placeWords(x, 'scale' in plot.x ? plot.x.scale : undefined)}`,
      y === undefined ? '' : `${plot.y.label} ${placeWords(y)}`,
    ].filter((part) => part !== '')
    return label === undefined ? place.join(', ') : `${label} (${place.join(', ')})`
  })
  return words.length === 0 ? '' : `Marked: ${words.join('; ')}.`
}

/** Names of which some have commas of their own are parted by semicolons. */
function listed(names: readonly string[]): string {
  return names.join(names.some((name) => name.includes(',')) ? '; ' : ', ')
}

/** A value, and how it reads; without a word of the figure as a number without an error does. */
const readOf = ({ y, text }: { readonly y: number; readonly text?: string }): Pick<Named, 'value' | 'text'> => ({
  value: y,
  text: text ?? formatMean({ mean: y, sd: null }),
})

/** A place on an axis, as a tick there reads. */
const placeWords = (place: number, scale?: NumberAxis['scale']): string =>
  scale === 'date' ? dateWords(place) : formatExact([place])[0]!
