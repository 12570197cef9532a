import { escapeCsv } from '../table/csv'
import { dateWords } from './date-words'
import { frontOf } from './front'
import { plainMaths } from './maths'
import type { Figure, PlotFigure } from './figure'
import type { BarsFigure, Spread } from './plot'

type Row = Readonly<Record<string, string | number | undefined>>

/**
 * What a figure shows as CSV (RFC 4180, UTF-8): one line per point, bar, value or cell, in shown units, unrounded. Columns that say nothing are left out; what
 * is not finite is written as it is in JavaScript.
 */
export function toDataCsv(figure: Figure): string {
  const rows = allRows(figure)
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((head) =>
    rows.some((row) => fieldOf(row, head) !== ''),
  )
  const lines = [heads, ...rows.map((row) => heads.map((head) => fieldOf(row, head)))]
  return lines.map((line) => `${line.map(plainMaths).map(escapeCsv).join(',')}\r\n`).join('')
}

function allRows(figure: Figure): Row[] {
  if (figure.kind === 'panels')
    return figure.panels.flatMap(({ letter, figure: one }) => allRows(one).map((row) => ({ panel: letter, ...row })))
  return figure.kind === 'facets'
    ? figure.panels.flatMap(({ title, plot }) =>
        rowsOf(plot).map((row) => ({ [headOf(figure.by, 'facet')]: title, ...row })),
      )
    : rowsOf(figure)
}

/** A head may be the name of something that every object has, such as `constructor`. */
const fieldOf = (row: Row, head: string): string => (Object.hasOwn(row, head) ? String(row[head] ?? '') : '')

function rowsOf(plot: PlotFigure): Row[] {
  const [x, y] = namesOf(plot)
  switch (plot.kind) {
    case 'bars':
      return [...plot.series, ...totalsOf(plot)].flatMap(({ label, bars }) =>
        bars.flatMap((bar, index): Row[] => {
          if (bar === null) return []
          const { values = [], low, high } = bar
          const mean = {
            series: label,
            [x]: plot.x.groups[index],
            [y]: bar.y,
            low,
            high,
            ...countsOf(bar),
            kind: values.length > 0 ? 'mean' : '',
          }
          return [
            mean,
            ...values.map((value) => ({ series: label, [x]: plot.x.groups[index], [y]: value, kind: 'run' })),
          ]
        }),
      )
    case 'boxes':
      return plot.series.flatMap(({ label, values }) =>
        values.flatMap((group, index) =>
          group.map((value): Row => ({ series: label, [x]: plot.x.groups[index], [y]: value })),
        ),
      )
    case 'scene':
      return [...plot.data]
    case 'heatmap': {
      const value = headOf(plot.value.label, 'value')
      return plot.cells.flatMap((row, at) =>
        row.flatMap((cell, index): Row[] =>
          cell === null
            ? []
            : [{ [y]: plot.y.groups[at], [x]: plot.x.groups[index], [value]: cell.value, ...countsOf(cell) }],
        ),
      )
    }
    default: {
      const front = plot.kind === 'scatter' && plot.front !== undefined ? frontOf(plot.series, plot.front) : null
      const isOn = (series: number, index: number) =>
        front?.some((point) => point.series === series && point.index === index)
      return plot.series.flatMap(({ label, points, raw }, series) =>
        points.map((point, index): Row => {
          const named = {
            series: label,
            setting: point.label,
            [x]: plot.x.scale === 'date' ? dateWords(point.x) : point.x,
            [y]: point.y,
            unsmoothed: raw?.[index],
            low: point.low,
            high: point.high,
            ...countsOf(point),
          }
          return front === null ? named : { ...named, front: isOn(series, index) ? 'yes' : 'no' }
        }),
      )
    }
  }
}

/** The totals of stacks, as a series of their own. */
const totalsOf = ({ totals }: BarsFigure): BarsFigure['series'] =>
  totals === undefined ? [] : [{ label: 'total', bars: totals }]

/** How many runs a mean is of, where there are more than one; and how many there would be. */
function countsOf({ n, of }: Pick<Spread, 'n' | 'of'>): Row {
  return of === undefined || of < 2 ? {} : { n, of: n === of ? undefined : of }
}

const RESERVED = [
  'panel',
  'series',
  'setting',
  'unsmoothed',
  'low',
  'high',
  'front',
  'kind',
  'facet',
  'value',
  'n',
  'of',
]

/** The heads of the columns of the axes: their words, when nothing else is called that. */
function namesOf(plot: PlotFigure): [string, string] {
  const x = headOf(plot.x.label, 'x')
  const y = headOf(plot.y.label, 'y')
  return x === y ? ['x', 'y'] : [x, y]
}

function headOf(label: string, otherwise: string): string {
  return label === '' || RESERVED.includes(label) ? otherwise : label
}
