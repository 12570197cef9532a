import {
  calibrationBins,
  calibrationError,
  type CalibrationBin,
  formatEstimate,
  listOf,
  mean,
  summaryOfFinite,
  wordsIn,
  localNumber,
} from 'bocas/internal'
import type { LinesFigure, XYPoint } from '../../figure/plot'
import { checkAlikeOver, checkChoice, checkHonest } from '../values/checks'
import { readColumns, numbersOf } from '../values/columns'
import { labelledGroups } from '../values/groups'
import { keyWords } from '../values/labels'
import type { PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { spreadOf } from '../values/spread'
import { checkAnnotated, type FigureContext, makeFrame } from './frame'
import type { CalibrationOptions } from './prediction-options'
import { remarkOfCurves, sentencesOfCurves, seriesOfCurves, type SummarizedCurve } from './summarized-curve'

const OPTIONS = ['table', 'probability', 'actual', 'by', 'error', 'bins', 'positive', 'predicted']

/** The calibration curves that the options ask for. @throws Error that says what is wrong with them. */
export function makeCalibration(
  drawing: FigureContext,
  options: CalibrationOptions<unknown, unknown>,
): PlotWithNote<LinesFigure> {
  const { runs, styles, whole } = drawing
  const { language } = drawing.typography
  const words = wordsIn(language)
  const { table, by, error = 'sd', bins = 10, labels = {}, over } = options
  const frame = makeFrame(drawing, options, OPTIONS)
  checkChoice(options, 'error', ['sd', 'se', 'ci95', 'none'])
  checkAnnotated(options, ['x', 'y'])
  if ((options.positive === undefined) === (options.predicted === undefined))
    throw new Error(
      'say either `positive`, the value whose probability it is, or `predicted`, the column that names it row by row',
    )
  checkHonest(runs, `${table}.${options.probability}`, options.optimistic)
  const keys = listOf<string>(by)
  const marks: PlottedValue[] = []
  const drawn = labelledGroups(runs, keys, labels, language).flatMap((group): SummarizedCurve[] => {
    checkAlikeOver(group.runs, over, group.label)
    const read = binsOf(group.runs, options, bins)
    if (read.length === 0) return []
    const errors = read.map((one) => calibrationError(one.bins))
    marks.push({
      row: group.label === '' ? [] : [group.label],
      column: ['calibration error'],
      terms: [{ name: 'calibration error', runs: read.map(({ id }) => id), values: errors }],
      as: 'percent',
    })
    const points = Array.from({ length: bins }, (_, at) => read.flatMap((one) => one.bins[at] ?? [])).flatMap(
      (filled): XYPoint[] =>
        filled.length === 0
          ? []
          : [
              {
                x: 100 * mean(filled.map(({ probability }) => probability)),
                ...spreadOf(
                  filled.map(({ share }) => share),
                  error,
                  'percent',
                ),
              },
            ],
    )
    return [
      {
        label: group.label,
        style: styles.of(keys, group),
        points,
        summary: `ECE ${localNumber(formatEstimate(summaryOfFinite(errors), { as: 'percent' }), language)}`,
        count: read.length,
      },
    ]
  })
  const isPanel = whole !== undefined
  const ends = { min: 0, max: 100 }
  const isPredicted = options.predicted !== undefined
  return {
    plot: {
      ...frame,
      kind: 'lines',
      told: {
        kind: words.alt.calibration,
        sentences: sentencesOfCurves(drawn, words),
      },
      x: { label: options.xLabel ?? `${keyWords(options.probability, labels)} (%)`, scale: 'linear', range: ends },
      y: {
        label: options.yLabel ?? (isPredicted ? words.calibration.right : words.calibration.cameTrue),
        scale: 'linear',
        range: { min: 0, max: 102 },
      },
      series: seriesOfCurves(drawn, isPanel),
      spread: 'bars',
      names: 'legend',
      identity: true,
    },
    said: {
      spread: error,
      counts: drawn.map(({ count }) => count),
      lost: { notFinite: 0, of: 0 },
      remarks: [remarkOfCurves(drawn, isPanel), words.calibration.bins(bins), words.calibration.perfect],
    },
    marks,
  }
}

function binsOf(
  runs: FigureContext['runs'],
  { table, probability, actual, predicted, positive }: CalibrationOptions<unknown, unknown>,
  bins: number,
): { id: string; bins: (CalibrationBin | null)[] }[] {
  return readColumns(runs, table, { actual, probability, predicted: predicted ?? actual }).map((columns) => {
    const { run, rows } = columns
    if (rows.length === 0) throw new Error(`${table} of ${run.name} has no rows`)
    const isTrue = rows.map((row) => row.actual === (predicted === undefined ? positive : row.predicted))
    try {
      return { id: `${run.task}/${run.name}`, bins: calibrationBins(isTrue, numbersOf(columns, 'probability'), bins) }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new Error(`${error.message} (${table} of ${run.name})`, { cause: error })
    }
  })
}
