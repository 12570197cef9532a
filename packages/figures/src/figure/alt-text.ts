import { formatExact, formatMean, type Language, localNumber, median, wordsIn, type Words } from 'bocas/internal'
import { frontOf } from './front'
import { dateWords } from './date-words'
import { plainMaths } from './maths'
import { type Figure, type PlotFigure, plotsOf, seriesOf } from './figure'
import { type Annotation, isStrip, type NumberAxis, type ScatterFigure, type XYPoint } from './plot'

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
  const locale: Locale = { words: wordsIn(figure.language).alt, language: figure.language }
  const panels =
    figure.kind === 'facets'
      ? locale.words.panels(figure.panels.length, figure.by, listed(figure.panels.map(({ title }) => title)))
      : ''
  const all = figure.kind === 'facets' ? figure.panels : [{ title: '', plot: figure }]
  const named = all.flatMap(({ title, plot }) =>
    namedOf(plot, figure.language).map(({ words, ...one }) => ({
      ...one,
      words: [title, words].filter((part) => part !== '').join(', '),
    })),
  )
  const note = figure.note === undefined ? '' : `${figure.note.charAt(0).toUpperCase()}${figure.note.slice(1)}.`
  const draft = figure.draft === undefined ? '' : locale.words.draft(figure.draft)
  const sentences = [
    panels,
    `${first.told?.kind ?? kindWords(first, locale.words)}${seriesWords(figure, locale.words)}.`,
    first.told === undefined ? extremes(first, named, figure, locale) : toldOf(all, locale.words),
    frontWords(figure, locale.words),
    marks(first, locale),
    note,
    draft,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
  return plainMaths(sentences)
}

type Alt = Words['alt']

/** In which words, and with which marks, something is said. */
interface Locale {
  readonly words: Alt
  readonly language: Language | undefined
}

/** What kinds say of themselves, panel by panel. */
const toldOf = (panels: readonly { readonly title: string; readonly plot: PlotFigure }[], alt: Alt): string =>
  panels
    .flatMap(({ title, plot }) => {
      const words = (plot.told?.sentences ?? []).join(' ')
      return words === '' ? [] : [title === '' ? words : `${title}: ${words}`]
    })
    .join(' ') || alt.nothing

function kindWords(plot: PlotFigure, alt: Alt): string {
  const [y, x] = [axisWords(plot, 'y', alt), axisWords(plot, 'x', alt)]
  switch (plot.kind) {
    case 'lines':
      return alt.lines(y, x)
    case 'scatter': {
      // How many points there are, where they are too many to be counted.
      const count = plot.series.reduce((sum, one) => sum + one.points.length, 0)
      if (plot.bins !== undefined) return alt.shadedPoints(count, y, x)
      return plot.points === undefined ? alt.scatter(y, x) : alt.manyPoints(count, y, x)
    }
    case 'scene':
      return plot.told.kind
    case 'heatmap': {
      const [rows, columns] = [plot.y.groups, plot.x.groups]
      const grid = alt.and(alt.rows(rows.length, listed(rows)), alt.columns(columns.length, listed(columns)))
      return `${alt.heatmap(plot.value.label, plot.y.label, plot.x.label)}: ${grid}`
    }
    default: {
      const isAllStrips =
        plot.kind === 'boxes' && plot.series.every(({ values }) => values.every((one) => isStrip(plot, one)))
      const kind =
        plot.kind === 'bars' ? 'bars' : isAllStrips ? 'strips' : plot.shape === 'violin' ? 'violins' : 'boxes'
      return alt[kind](y, plot.x.label, listed(plot.x.groups))
    }
  }
}

/** The words of an axis, with its ends and its kind where it has numbers. */
function axisWords(plot: PlotFigure, axis: 'x' | 'y', alt: Alt): string {
  const { label } = plot[axis]
  const words = label === '' ? alt.axis(axis) : label
  const isLog = (plot[axis] as Partial<NumberAxis>).scale === 'log'
  return isLog ? alt.logarithmic(words) : words
}

function seriesWords(figure: Figure, alt: Alt): string {
  const labels = seriesOf(figure).map(({ label }) => label)
  if (labels.length < 2) return ''
  const [plot] = plotsOf(figure)
  const isLines = plot?.kind === 'lines' && plot.told === undefined
  return isLines ? alt.nLines(labels.length, listed(labels)) : alt.nGroups(labels.length, listed(labels))
}

/** The values that are compared: where lines end, bars, medians of boxes, cells, points. */
function namedOf(plot: PlotFigure, language?: Language): Named[] {
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
              words: both(label, `${plot.x.label} ${placeWords(point.x, language, plot.x.scale)}`),
              ...readOf(point, language),
            })),
        )
      case 'scene':
        return []
      case 'scatter':
        return plot.series.flatMap(({ label, points }) =>
          points.map((point) => ({ words: both(label, point.label), ...readOf(point, language) })),
        )
      case 'bars':
        return plot.series.flatMap(({ label, bars }) =>
          bars.flatMap((bar, index) =>
            bar === null ? [] : [{ words: both(label, plot.x.groups[index]), ...readOf(bar, language) }],
          ),
        )
      case 'boxes':
        return plot.series.flatMap(({ label, values, texts }) =>
          values.flatMap((group, index) => {
            const finite = group.filter(Number.isFinite)
            if (finite.length === 0) return []
            return [
              {
                words: both(label, plot.x.groups[index]),
                ...readOf({ y: median(finite), text: texts?.[index] }, language),
              },
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

function extremes(plot: PlotFigure, named: readonly Named[], figure: Figure, locale: Locale): string {
  const alt = locale.words
  if (named.length === 0) return alt.nothing
  const only = figure.kind === 'lines' && figure.series.length === 1 ? figure.series[0] : undefined
  if (only !== undefined) return courseOf(only.points, plot.x as NumberAxis, locale)
  const sorted = [...named].sort((a, b) => a.value - b.value)
  const [least, most] = [sorted[0] as Named, sorted.at(-1) as Named]
  const read = ({ words, text }: Named) => (words === '' ? text : `${text} (${words})`)
  const { all, one, range } = EXTREMES[plot.kind === 'lines' || plot.kind === 'boxes' ? plot.kind : 'others'](alt)
  if (named.length === 1) return one(read(least))
  return least.value === most.value ? all(least.text) : range(read(least), read(most))
}

/** How equal values, a single one and the ends of several are told: lines are told by where they end, boxes by their medians. */
const EXTREMES: Readonly<Record<'lines' | 'boxes' | 'others', (alt: Alt) => Extremes>> = {
  lines: (alt) => ({ all: alt.allEnd, one: alt.onlyEnd, range: alt.rangeOfEnds }),
  boxes: (alt) => ({ all: alt.allMedians, one: alt.onlyMedian, range: alt.rangeOfMedians }),
  others: (alt) => ({ all: alt.allAre, one: alt.only, range: alt.range }),
}

interface Extremes {
  readonly all: (value: string) => string
  readonly one: (value: string) => string
  readonly range: (low: string, high: string) => string
}

/** Where a single line begins and ends, and how low and high it goes in between. */
function courseOf(points: readonly XYPoint[], { label, scale }: NumberAxis, { words: alt, language }: Locale): string {
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
  const [first, last] = [finite[0], finite.at(-1)]
  if (first === undefined || last === undefined) return alt.nothing
  const at = ({ x }: XYPoint) => `${label === '' ? 'x =' : label} ${placeWords(x, language, scale)}`
  const told = (point: XYPoint): string => `${readOf(point, language).text} (${at(point)})`
  if (first === last) return alt.only(told(first))
  const low = finite.reduce((least, point) => (point.y < least.y ? point : least))
  const high = finite.reduce((most, point) => (point.y > most.y ? point : most))
  if (low.y === high.y)
    return alt.constant(readOf(first, language).text, at(first), placeWords(last.x, language, scale))
  const isEnd = (point: XYPoint) => point.y === first.y || point.y === last.y
  const between = [
    isEnd(low) ? '' : alt.lowest(told(low)),
    isEnd(high) ? '' : isEnd(low) ? alt.highestAlone(told(high)) : alt.highest(told(high)),
  ].filter((part) => part !== '')
  return `${[alt.course(told(first), told(last)), ...between].join(wordsIn(language).results.table.semicolon)}.`
}

function frontWords(figure: Figure, alt: Alt): string {
  return plotsOf(figure)
    .filter((plot): plot is ScatterFigure => plot.kind === 'scatter' && plot.front !== undefined)
    .map((plot) => {
      const front = frontOf(plot.series, plot.front as NonNullable<ScatterFigure['front']>)
      const of = plot.series.reduce((sum, { points }) => sum + points.length, 0)
      const names = front.map(({ series, label = '' }) =>
        [plot.series[series]?.label ?? '', label].filter((part) => part !== '').join(', '),
      )
      return alt.front(front.length, of, names.some((name) => name !== '') ? listed([...new Set(names)]) : '')
    })
    .join(' ')
}

function marks(plot: PlotFigure, { words: alt, language }: Locale): string {
  const words = (plot.annotations ?? []).map(({ x, y, label }: Annotation) => {
    const place = [
      x === undefined ? '' : `${plot.x.label} ${placeWords(x, language, 'scale' in plot.x ? plot.x.scale : undefined)}`,
      y === undefined ? '' : `${plot.y.label} ${placeWords(y, language)}`,
    ].filter((part) => part !== '')
    return label === undefined ? place.join(', ') : `${label} (${place.join(', ')})`
  })
  return words.length === 0 ? '' : alt.marked(words.join('; '))
}

/** Names of which some have commas of their own are parted by semicolons. */
function listed(names: readonly string[]): string {
  return names.join(names.some((name) => name.includes(',')) ? '; ' : ', ')
}

/** A value, and how it reads; without a word of the figure as a number without an error does. */
const readOf = (
  { y, text }: { readonly y: number; readonly text?: string | undefined },
  language?: Language,
): Pick<Named, 'value' | 'text'> => ({
  value: y,
  text: localNumber(text ?? formatMean({ mean: y, sd: null }), language),
})

/** A place on an axis, as a tick there reads. */
const placeWords = (place: number, language?: Language, scale?: NumberAxis['scale']): string =>
  scale === 'date' ? dateWords(place) : localNumber(formatExact([place])[0]!, language)
