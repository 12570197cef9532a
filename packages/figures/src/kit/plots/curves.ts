import {
  type AnyRuns,
  areaUnderRoc,
  averagePrecision,
  formatEstimate,
  listOf,
  precisionAt,
  rocCurve,
  type RocPoint,
  summaryOfFinite,
  truePositiveRateAt,
  wordsIn,
  localNumber,
} from 'bocas/internal'
import type { LinesFigure, XYPoint } from '../../figure/plot'
import { checkAlikeOver, checkChoice, checkHonest } from '../values/checks'
import { readColumns, numbersOf } from '../values/columns'
import { labelledGroups } from '../values/groups'
import { localValue, ownLabel } from '../values/labels'
import type { PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { spreadOf } from '../values/spread'
import { checkAnnotated, type FigureContext, makeFrame } from './frame'
import type { RocOptions } from './prediction-options'
import { remarkOfCurves, sentencesOfCurves, seriesOfCurves, type SummarizedCurve } from './summarized-curve'

/** Places at which the curves of several runs are read for their mean. */
const PLACES = Array.from({ length: 201 }, (_, index) => index / 200)

/** One of the two curves that thresholds on a score make. */
interface CurveKind {
  readonly kind: 'roc' | 'precisionRecall'
  readonly x: 'falsePositives' | 'recall'
  readonly y: 'truePositives' | 'precision'
  readonly area: { readonly name: string; readonly of: (points: readonly RocPoint[]) => number }
  readonly at: (points: readonly RocPoint[], place: number) => number
  readonly hasDiagonal: boolean
  readonly join: LinesFigure['join']
}

const ROC: CurveKind = {
  kind: 'roc',
  x: 'falsePositives',
  y: 'truePositives',
  area: { name: 'AUC', of: areaUnderRoc },
  at: truePositiveRateAt,
  hasDiagonal: true,
  join: 'straight',
}
const PRECISION_RECALL: CurveKind = {
  kind: 'precisionRecall',
  x: 'recall',
  y: 'precision',
  area: { name: 'AP', of: averagePrecision },
  at: precisionAt,
  hasDiagonal: false,
  join: 'straight',
}

/** The ROC curves that the options ask for. @throws Error that says what is wrong with them. */
export const makeRoc = (drawing: FigureContext, options: RocOptions<unknown, unknown>): PlotWithNote<LinesFigure> =>
  makeCurves(drawing, options, ROC)

/** The precision-recall curves that the options ask for. @throws Error that says what is wrong with them. */
export const makePrecisionRecall = (
  drawing: FigureContext,
  options: RocOptions<unknown, unknown>,
): PlotWithNote<LinesFigure> => makeCurves(drawing, options, PRECISION_RECALL)

function makeCurves(
  drawing: FigureContext,
  options: RocOptions<unknown, unknown>,
  kind: CurveKind,
): PlotWithNote<LinesFigure> {
  const { runs, styles, whole } = drawing
  const { language } = drawing.typography
  const words = wordsIn(language)
  const { table, by, band = 'sd', positive, labels = {}, over } = options
  const frame = makeFrame(drawing, options, ['table', 'actual', 'positive', 'score', 'by', 'band'])
  checkChoice(options, 'band', ['sd', 'se', 'ci95', 'none'])
  checkAnnotated(options, ['x', 'y'])
  checkHonest(runs, `${table}.${options.score}`, options.optimistic)
  const keys = listOf<string>(by)
  const marks: PlottedValue[] = []
  const drawn = labelledGroups(runs, keys, labels, language).flatMap((group): SummarizedCurve[] => {
    checkAlikeOver(group.runs, over, group.label)
    const curves = curvesOf(group.runs, options)
    if (curves.length === 0) return []
    const areas = curves.map(({ points }) => kind.area.of(points))
    marks.push({
      row: group.label === '' ? [] : [group.label],
      column: [kind.area.name],
      terms: [{ name: kind.area.name, runs: curves.map(({ id }) => id), values: areas }],
    })
    const read = PLACES.map((place): XYPoint => ({
      x: place,
      ...spreadOf(
        curves.map(({ points }) => kind.at(points, place)),
        band,
        'number',
      ),
    }))
    const points = kind === ROC ? [{ x: 0, y: 0 }, ...read] : read
    const summary = `${kind.area.name} ${localNumber(formatEstimate(summaryOfFinite(areas)), language)}`
    return [{ label: group.label, style: styles.of(keys, group), points, summary, count: curves.length }]
  })
  const isPanel = whole !== undefined
  const ends = { min: 0, max: 1 }
  return {
    plot: {
      ...frame,
      kind: 'lines',
      told: {
        kind: words.alt[kind.kind](
          ownLabel(labels, String(positive)) ??
            `${options.actual} = ${localValue(positive, String(positive), language)}`,
        ),
        sentences: sentencesOfCurves(drawn, words),
      },
      x: { label: options.xLabel ?? words.roc[kind.x], scale: 'linear', range: ends },
      y: { label: options.yLabel ?? words.roc[kind.y], scale: 'linear', range: { ...ends, max: 1.02 } },
      series: seriesOfCurves(drawn, isPanel),
      spread: 'bands',
      join: kind.join,
      names: 'legend',
      markers: false,
      ...(kind.hasDiagonal ? { identity: true } : {}),
    },
    said: {
      spread: band,
      counts: drawn.map(({ count }) => count),
      lost: { notFinite: 0, of: 0 },
      remarks: [remarkOfCurves(drawn, isPanel), kind.hasDiagonal ? words.roc.chance : ''],
    },
    marks,
  }
}

/** The curve of each run. @throws Error that names the run whose rows have none. */
function curvesOf(
  runs: AnyRuns,
  { table, actual, score, positive }: RocOptions<unknown, unknown>,
): { id: string; points: RocPoint[] }[] {
  return readColumns(runs, table, { actual, score }).map((columns) => {
    const { run, rows } = columns
    try {
      const isPositive = rows.map((row) => row.actual === positive)
      return { id: `${run.task}/${run.name}`, points: rocCurve(isPositive, numbersOf(columns, 'score')) }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new Error(`${error.message} (${table} of ${run.name}, \`positive\`: ${JSON.stringify(positive)})`, {
        cause: error,
      })
    }
  })
}
