import { formatMean, listOf, mean, summaryOfFinite, type Language, localNumber, wordsIn } from 'bocas/internal'
import type { HeatmapFigure } from '../../figure/plot'
import { checkAlikeOver, checkChoice, checkHonest } from '../values/checks'
import { type ColumnValue, readColumns, numbersOf } from '../values/columns'
import { keyWords, localValue, ownLabel } from '../values/labels'
import type { PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { checkAnnotated, type FigureContext, makeFrame } from './frame'
import type { ConfusionOptions } from './prediction-options'

const OPTIONS = ['table', 'actual', 'predicted', 'count', 'show', 'digits']

/** How many of each class one run took for which. */
interface Counts {
  readonly id: string
  readonly of: (actual: string, predicted: string) => number
}

/** The confusion matrix that the options ask for. @throws Error that says what is wrong with them. */
export function makeConfusion(
  drawing: FigureContext,
  options: ConfusionOptions<unknown, unknown>,
): PlotWithNote<HeatmapFigure> {
  const { runs, whole = runs, typography } = drawing
  const spoken = wordsIn(typography.language)
  const { table, actual, show = 'share', labels = {}, digits, over } = options
  const frame = makeFrame(drawing, options, OPTIONS)
  checkChoice(options, 'show', ['share', 'count'])
  checkAnnotated(options, [])
  checkHonest(runs, table, options.optimistic)
  checkAlikeOver(runs, over)
  const predicted = listOf<string>(options.predicted)
  if (predicted.length === 0) throw new Error('`predicted` names no column')
  const classes = countsOf(whole, options, predicted).classes
  const { counts } = countsOf(runs, options, predicted)
  const marks: PlottedValue[] = []
  const words = classes.map((one) => ownLabel(labels, one) ?? localValue(one, one))
  const cells = classes.map((row, at) =>
    classes.map((column, index) => {
      const values = counts.map(({ of }) => {
        const total = classes.reduce((sum, other) => sum + of(row, other), 0)
        return show === 'count' ? of(row, column) : total === 0 ? NaN : of(row, column) / total
      })
      const summary = summaryOfFinite(values)
      if (summary.n === 0) return null
      marks.push({
        row: [words[at]!],
        column: [words[index]!],
        terms: [{ name: table, runs: counts.map(({ id }) => id), values }],
        ...(show === 'share' ? { as: 'percent' } : {}),
      })
      const text =
        summary.mean === 0
          ? '0'
          : localNumber(
              formatMean(summary, { as: show === 'share' ? 'percent' : 'number', digits }),
              typography.language,
            )
      return { value: summary.mean * (show === 'share' ? 100 : 1), text }
    }),
  )
  const label = show === 'share' ? spoken.confusion.shareOfRow : spoken.count
  const yLabel = options.yLabel ?? keyWords(actual, labels)
  const xLabel =
    options.xLabel ?? (predicted.length === 1 ? keyWords(predicted[0]!, labels) : spoken.confusion.predicted)
  return {
    plot: {
      ...frame,
      kind: 'heatmap',
      told: {
        kind: spoken.alt.confusion(classes.length, yLabel, xLabel),
        sentences: summaryOf(words, cells, show, frame.language),
      },
      x: { label: xLabel, groups: words },
      y: { label: yLabel, groups: words },
      value: { label, range: show === 'share' ? { min: 0, max: 100 } : { min: 0 } },
      cells,
    },
    said: {
      spread: 'none',
      counts: counts.length === 0 ? [] : [counts.length],
      lost: { notFinite: 0, of: 0 },
      remarks: [
        cells.some((row) => row.every((cell) => cell === null)) && counts.length > 0 ? spoken.confusion.noRow : '',
      ],
    },
    marks,
  }
}

/** The classes in their order, numbers by size, and the counts of each run. */
function countsOf(
  runs: FigureContext['runs'],
  { table, actual, count }: ConfusionOptions<unknown, unknown>,
  predicted: readonly string[],
): { classes: string[]; counts: Counts[] } {
  const isWide = predicted.length > 1
  const found = new Map<string, ColumnValue>()
  const see = (value: ColumnValue): string => {
    const text = String(value)
    if (!found.has(text)) found.set(text, value)
    return text
  }
  const named: Record<string, string> = isWide
    ? { actual, ...Object.fromEntries(predicted.map((column) => [column, column])) }
    : { actual, predicted: predicted[0]!, ...(count === undefined ? {} : { count }) }
  const counts = readColumns(runs, table, named).map((columns): Counts => {
    const cells = new Map<string, number>()
    const add = (row: string, column: string, many: number) => {
      if (!(many >= 0 && many < Infinity))
        throw new Error(`a count in ${table} of ${columns.run.name} is ${many}, which is none`)
      const id = JSON.stringify([row, column])
      cells.set(id, (cells.get(id) ?? 0) + many)
    }
    const rows = columns.rows.map((row) => see(row['actual']!))
    if (isWide)
      for (const column of predicted)
        numbersOf(columns, column).forEach((many, at) => add(rows[at]!, see(column), many))
    else {
      const many = count === undefined ? rows.map(() => 1) : numbersOf(columns, 'count')
      columns.rows.forEach((row, at) => add(rows[at]!, see(row['predicted']!), many[at]!))
    }
    return { id: `${columns.run.task}/${columns.run.name}`, of: (a, b) => cells.get(JSON.stringify([a, b])) ?? 0 }
  })
  const areNumbers = [...found.values()].every((value) => typeof value === 'number')
  const classes = [...found.keys()]
  return { classes: areNumbers ? classes.sort((a, b) => Number(a) - Number(b)) : classes, counts }
}

/** How much is right, and what is mistaken most. */
function summaryOf(
  words: readonly string[],
  cells: HeatmapFigure['cells'],
  show: 'share' | 'count',
  language?: Language,
): string[] {
  const { alt } = wordsIn(language)
  const unit = show === 'share' ? ' %' : ''
  const right = words.flatMap((word, at) => {
    const cell = cells[at]?.[at]
    return cell === null || cell === undefined ? [] : [{ word, ...cell }]
  })
  if (right.length === 0) return []
  const least = right.reduce((a, b) => (b.value < a.value ? b : a))
  const most = right.reduce((a, b) => (b.value > a.value ? b : a))
  const mistakes = words.flatMap((row, at) =>
    words.flatMap((column, index) => {
      const cell = cells[at]?.[index]
      return at === index || cell === null || cell === undefined ? [] : [{ row, column, ...cell }]
    }),
  )
  const worst = mistakes.length === 0 ? undefined : mistakes.reduce((a, b) => (b.value > a.value ? b : a))
  return [
    ...(show === 'share'
      ? [
          alt.diagonal(
            `${localNumber(formatMean({ mean: mean(right.map(({ value }) => value)), sd: null }), language)}${unit}`,
            `${least.text}${unit} (${least.word})`,
            `${most.text}${unit} (${most.word})`,
          ),
        ]
      : []),
    worst === undefined || worst.value === 0
      ? alt.nothingMistaken
      : alt.mistaken(worst.row, worst.column, `${worst.text}${unit}`),
  ]
}
