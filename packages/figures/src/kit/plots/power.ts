import {
  append,
  leastOf,
  mostOf,
  factorOf,
  type Json,
  listOf,
  measuredWords,
  fitSettings,
  geometricMeanOf,
  runsBySetting,
  type CostAndGain,
  type PowerLaw,
  type TestRefusal,
  valueAt,
  reasonIn,
  wordsIn,
  type Language,
} from 'bocas/internal'
import type { LinesFigure, StyleIndex, XYPoint } from '../../figure/plot'
import { checkChoice, checkHonest, checkOptionKeys } from '../values/checks'
import { type LabelledGroup, labelledGroups } from '../values/groups'
import { keyWords, metricWords, withUnit } from '../values/labels'
import { finiteCount, lostOf, type PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { FIGURE_SPREADS, spreadOf } from '../values/spread'
import { idsOf, metricValues, numericKey } from '../values/values'
import type { PowerOptions } from './comparison-options'
import { type FigureContext, makePlotFrame } from './frame'

/** Places at which a fitted curve is drawn. */
const PLACES = 50

interface Fitted {
  readonly label: string
  readonly style: StyleIndex
  readonly points: readonly XYPoint[]
  readonly law: PowerLaw | TestRefusal
}

/** A setting: where it is drawn, and the numbers of its runs. */
interface Setting {
  readonly point: XYPoint
  readonly numbers: CostAndGain
}

/** The error against its cost with a fitted power law, as the options ask for. @throws Error that says what is wrong with them. */
export function makePower(drawing: FigureContext, options: PowerOptions<unknown, unknown>): PlotWithNote<LinesFigure> {
  const { runs, styles, whole } = drawing
  const { language } = drawing.typography
  const words = wordsIn(language)
  const { x, y, by, labels = {}, over } = options
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
  const measured = metricValues(drawing.whole ?? runs, y, drawing.whole ?? runs) ?? []
  // The law is one of geometric means, and the points lie where it goes through them. Of a value of 0 or less there is no such mean, and no law either.
  const { error = measured.some((value) => value <= 0 && value > -Infinity) ? 'sd' : 'geometric' } = options
  /** The mean of a setting: where it lies, and how high. */
  const settingsOf = (group: LabelledGroup): Setting[] => {
    const [ys, ids] = [metricValues(group.runs, y, runs) ?? [], idsOf(group.runs)]
    const xs = isMetric
      ? (metricValues(group.runs, x, runs) ?? [])
      : group.runs.map(({ config }) => numericKey(x, valueAt(config as Json, x)))
    if (ys.length === 0 || xs.length === 0) return []
    return runsBySetting(group.runs, listOf<string>(over)).map(({ members }): Setting => {
      const at = (list: readonly number[]) => members.map((member) => list[member]!)
      const [costs, values] = [at(xs), at(ys)]
      const place = costs.every((one) => one > 0 && one < Infinity)
        ? geometricMeanOf(costs)
        : spreadOf(costs, 'none', 'number').y
      append(all, values)
      counts.push(finiteCount(values))
      marks.push({
        row: group.label === '' ? [] : [group.label],
        column: [String(place)],
        terms: [{ name: y, metric: y, runs: members.map((member) => ids[member]!), values }],
        as: options.as,
      })
      return { point: { x: place, ...spreadOf(values, error, options.as) }, numbers: { x: costs, y: values } }
    })
  }
  const fitted = labelledGroups(runs, keys, labels, language).map((group): Fitted => {
    const settings = settingsOf(group).sort((a, b) => a.point.x - b.point.x)
    return {
      label: group.label,
      style: styles.of(keys, group),
      points: settings.map(({ point }) => point),
      law: fitSettings(settings.map(({ numbers }) => numbers)),
    }
  })
  const laws = fitted.filter(({ law }) => !('refused' in law))
  const refused = fitted.flatMap(({ label, law }) =>
    'refused' in law ? [words.power.noneOf(fitted.length < 2 ? '' : label, reasonIn(law, language))] : [],
  )
  const label = options.xLabel ?? (isMetric ? metricWords(x, labels) : keyWords(x, labels))
  return {
    plot: {
      ...frame,
      kind: 'lines',
      told: {
        kind: words.alt.power(
          options.yLabel ?? withUnit(metricWords(y, labels), options.as, language),
          label,
          laws.length,
        ),
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
        ...('refused' in law ? {} : { fit: fitOf(law, points, factor) }),
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
        laws.length === 1 && fitted.length === 1 && whole === undefined ? wordsOf(laws[0]!.law, language) : '',
        laws.length === 0 ? '' : words.power.band,
        ...refused,
      ],
    },
    marks,
  }
}

/** What a reader has to know of a law, as a fact of it reads. Why there is none is said once, in the note. */
function wordsOf(law: PowerLaw | TestRefusal, language: Language | undefined): string {
  const words = wordsIn(language)
  if ('refused' in law) return words.power.none
  const { exponent: mean, exponentInterval: interval, n } = law
  const statistic = 'power-law exponent'
  return `${words.power.exponent} ${measuredWords({ mean, sd: null, n, statistic, interval: { ...interval, by: '' } }, { language }).text}`
}

function fitOf(law: PowerLaw, points: readonly XYPoint[], factor: number): XYPoint[] {
  const places = points.map(({ x }) => x)
  const [low, high] = [Math.log(leastOf(places)), Math.log(mostOf(places))]
  return Array.from({ length: PLACES }, (_, index) => {
    const x = Math.exp(low + ((high - low) * index) / (PLACES - 1))
    const { y, low: lower, high: upper } = law.at(x)
    return { x, y: y * factor, low: lower * factor, high: upper * factor }
  })
}
