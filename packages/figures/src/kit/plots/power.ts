import {
  factorOf,
  formatNumber,
  type Json,
  listOf,
  fitPowerLaw,
  type PowerLaw,
  type TestRefusal,
  valueAt,
} from 'bocas/internal'
import { type LinesFigure, type StyleIndex, type XYPoint } from '../../figure/figure'
import { checkChoice, checkHonest, checkOptionKeys } from '../values/checks'
import { type LabelledGroup, labelledGroups } from '../values/groups'
import { keyWords, metricWords, withUnit } from '../values/labels'
import { lostOf, type PlotWithNote } from '../values/made'
import { type PlottedValue } from '../values/marks'
import { spreadOf } from '../values/spread'
import { idsOf, metricValues, numericKey } from '../values/values'
import { type PowerOptions } from './comparison-options'
import { type FigureContext, makePlotFrame } from './frame'
import { settingsOf } from './pareto'

/** Places at which a fitted curve is drawn. */
const PLACES = 50

interface Fitted {
  readonly label: string
  readonly look: StyleIndex
  readonly points: readonly XYPoint[]
  readonly law: PowerLaw | TestRefusal
}

/** The error against its cost with a fitted power law, as the options ask for. @throws Error that says what is wrong with them. */
export function makePower(drawing: FigureContext, options: PowerOptions<unknown, unknown>): PlotWithNote<LinesFigure> {
  const { runs, looks, whole } = drawing
  const { x, y, by, error = 'sd', labels = {}, over } = options
  const { y: axis, ...frame } = makePlotFrame(
    drawing,
    { ...options, yScale: 'log', xScale: 'log' } as PowerOptions<unknown, unknown>,
    ['x', 'y', 'by', 'error', 'xScale'],
    metricWords(y, labels),
  )
  checkChoice(options, 'error', ['sd', 'se', 'ci95', 'none'])
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
    const settings = settingsOf(group.runs, listOf<string>(over))
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
        ...(options.as === undefined ? {} : { as: options.as }),
      })
      return { x: place, ...spreadOf(values, error, options.as) }
    })
  }
  const fitted = labelledGroups(runs, keys, labels).map((group): Fitted => {
    const points = pointsOf(group).sort((a, b) => a.x - b.x)
    const shown = points.filter((point) => point.x > 0 && point.y > 0)
    const law = fitPowerLaw(
      shown.map((point) => point.x),
      shown.map((point) => point.y),
    )
    return { label: group.label, look: looks.of(keys, group), points, law }
  })
  const refused = fitted.flatMap(({ label, law }) =>
    'refused' in law ? [[label, law.refused].filter(Boolean).join(': ')] : [],
  )
  const label = options.xLabel ?? (isMetric ? metricWords(x, labels) : keyWords(x, labels))
  return {
    plot: {
      ...frame,
      kind: 'lines',
      told: {
        kind: `${options.yLabel ?? withUnit(metricWords(y, labels), options.as)} against ${label}, both logarithmic, with fitted power laws`,
        sentences: fitted.map(
          ({ label: name, points, law }) =>
            `${name === '' ? '' : `${name}: `}${points.length} settings, ${wordsOf(law)}.`,
        ),
      },
      x: { label, scale: 'log' },
      y: { ...axis, scale: 'log' },
      series: fitted.map(({ label: name, look, points, law }) => ({
        label: whole !== undefined || fitted.length < 2 || 'refused' in law ? name : `${name}: ${wordsOf(law)}`,
        look,
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
        fitted.length === 1 && whole === undefined ? wordsOf(fitted[0]!.law) : '',
        'line and band: power law through the means, 95 % of the curve',
        ...refused.map((why) => `no law of ${why}`),
      ],
    },
    marks,
  }
}

const wordsOf = (law: PowerLaw | TestRefusal): string =>
  'refused' in law
    ? `no power law (${law.refused})`
    : `exponent ${formatNumber(law.exponent, 2)} [${formatNumber(law.exponentInterval.low, 2)}, ${formatNumber(law.exponentInterval.high, 2)}]`

function fitOf(law: PowerLaw, points: readonly XYPoint[]): XYPoint[] {
  const places = points.map(({ x }) => x).filter((x) => x > 0)
  const [low, high] = [Math.log(Math.min(...places)), Math.log(Math.max(...places))]
  return Array.from({ length: PLACES }, (_, index) => {
    const x = Math.exp(low + ((high - low) * index) / (PLACES - 1))
    return { x, ...law.at(x) }
  })
}
