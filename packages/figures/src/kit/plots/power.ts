import {
  factorOf,
  formatNumber,
  type Json,
  listOf,
  fitPowerLaw,
  type PowerLaw,
  type TestRefusal,
  valueAt,
  reasonIn,
  wordsIn,
  type Language,
  localNumber,
} from 'bocas/internal'
import type { LinesFigure, StyleIndex, XYPoint } from '../../figure/plot'
import { checkChoice, checkHonest, checkOptionKeys } from '../values/checks'
import { type LabelledGroup, labelledGroups } from '../values/groups'
import { keyWords, metricWords, withUnit } from '../values/labels'
import { lostOf, type PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { FIGURE_SPREADS, spreadOf } from '../values/spread'
import { idsOf, metricValues, numericKey } from '../values/values'
import type { PowerOptions } from './comparison-options'
import { type FigureContext, makePlotFrame } from './frame'
import { runsBySetting } from './pareto'

/** Places at which a fitted curve is drawn. */
const PLACES = 50

interface Fitted {
  readonly label: string
  readonly style: StyleIndex
  readonly points: readonly XYPoint[]
  readonly law: PowerLaw | TestRefusal
}

/** The error against its cost with a fitted power law, as the options ask for. @throws Error that says what is wrong with them. */
export function makePower(drawing: FigureContext, options: PowerOptions<unknown, unknown>): PlotWithNote<LinesFigure> {
  const { runs, styles, whole } = drawing
  const { language } = drawing.typography
  const words = wordsIn(language)
  const { x, y, by, error = 'sd', labels = {}, over } = options
  const { y: axis, ...frame } = makePlotFrame(
    drawing,
    { ...options, yScale: 'log', xScale: 'log' } as PowerOptions<unknown, unknown>,
    ['x', 'y', 'by', 'error', 'xScale'],
    metricWords(y, labels),
  )
  checkChoice(options, 'error', FIGURE_SPREADS)
  const isMetric =
    runs.length === 0
      ? runs.holes.every(({ config }) => valueAt(config, x) === undefined)
      : [...runs].some((run) => run.hasMetric(x))
  for (const metric of isMetric ? [x, y] : [y]) checkHonest(runs, metric, options.optimistic)
  checkOptionKeys(runs, over)
  const keys = listOf<string>(by)
  const factor = factorOf(options.as)
  const marks: PlottedValue[] = []
  const all: number[] = []
  const counts: number[] = []
  /** The mean of a setting: where it lies, and how high. */
  const pointsOf = (group: LabelledGroup): XYPoint[] => {
    const settings = runsBySetting(group.runs, listOf<string>(over))
    const [ys, ids] = [metricValues(group.runs, y, runs) ?? [], idsOf(group.runs)]
    const xs = isMetric
      ? (metricValues(group.runs, x, runs) ?? [])
      : group.runs.map(({ config }) => numericKey(x, valueAt(config as Json, x)))
    if (ys.length === 0) return []
    return settings.map(({ members }): XYPoint => {
      const at = (list: readonly number[]) => members.map((member) => list[member]!)
      const place = spreadOf(at(xs), 'none', 'number').y
      const values = at(ys)
      all.push(...values)
      counts.push(values.length)
      marks.push({
        row: group.label === '' ? [] : [group.label],
        column: [String(place)],
        terms: [{ name: y, metric: y, runs: members.map((member) => ids[member]!), values }],
        as: options.as,
      })
      return { x: place, ...spreadOf(values, error, options.as) }
    })
  }
  const fitted = labelledGroups(runs, keys, labels, language).map((group): Fitted => {
    const points = pointsOf(group).sort((a, b) => a.x - b.x)
    const shown = points.filter((point) => point.x > 0 && point.y > 0)
    const law = fitPowerLaw(
      shown.map((point) => point.x),
      shown.map((point) => point.y),
    )
    return { label: group.label, style: styles.of(keys, group), points, law }
  })
  const refused = fitted.flatMap(({ label, law }) =>
    'refused' in law ? [words.power.noneOf(label, reasonIn(law, language))] : [],
  )
  const label = options.xLabel ?? (isMetric ? metricWords(x, labels) : keyWords(x, labels))
  return {
    plot: {
      ...frame,
      kind: 'lines',
      told: {
        kind: words.alt.power(options.yLabel ?? withUnit(metricWords(y, labels), options.as, language), label),
        sentences: fitted.map(
          ({ label: name, points, law }) =>
            `${name === '' ? '' : `${name}: `}${words.alt.settings(points.length, wordsOf(law, language))}.`,
        ),
      },
      x: { label, scale: 'log' },
      y: { ...axis, scale: 'log' },
      series: fitted.map(({ label: name, style, points, law }) => ({
        label:
          whole !== undefined || fitted.length < 2 || 'refused' in law ? name : `${name}: ${wordsOf(law, language)}`,
        style,
        points,
        ...('refused' in law ? {} : { fit: fitOf(law, points) }),
      })),
      spread: 'bars',
      join: 'none',
      names: 'legend',
    },
    said: {
      spread: error,
      counts,
      lost: lostOf(all.map((value) => value * factor)),
      remarks: [
        fitted.length === 1 && whole === undefined ? wordsOf(fitted[0]!.law, language) : '',
        words.power.band,
        ...refused,
      ],
    },
    marks,
  }
}

function wordsOf(law: PowerLaw | TestRefusal, language: Language | undefined): string {
  const words = wordsIn(language)
  if ('refused' in law) return words.power.none(reasonIn(law, language))
  const read = (value: number): string => localNumber(formatNumber(value, 2), language)
  const { low, high } = law.exponentInterval
  return `${words.power.exponent} ${read(law.exponent)} [${read(low)}${words.results.between}${read(high)}]`
}

function fitOf(law: PowerLaw, points: readonly XYPoint[]): XYPoint[] {
  const places = points.map(({ x }) => x).filter((x) => x > 0)
  const [low, high] = [Math.log(Math.min(...places)), Math.log(Math.max(...places))]
  return Array.from({ length: PLACES }, (_, index) => {
    const x = Math.exp(low + ((high - low) * index) / (PLACES - 1))
    return { x, ...law.at(x) }
  })
}
