import {
  codedError,
  criticalDifference,
  factorOf,
  formatNumber,
  friedman,
  listOf,
  rankGroups,
  summaryOfFinite,
  type TestRefusal,
  type Friedman,
  type Language,
  localNumber,
  reasonIn,
  wordsIn,
} from 'bocas/internal'
import type { SceneFigure, SceneShape } from '../../figure/scene'
import type { StyleIndex } from '../../figure/plot'
import { checkAlikeOver, checkHonest } from '../values/checks'
import { isSameGroup, labelledGroups } from '../values/groups'
import { lostOf, type PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { idsOf, metricValues } from '../values/values'
import { checkAnnotated, type FigureContext, makeFrame } from './frame'
import type { RanksOptions } from './comparison-options'

const OPTIONS = ['metric', 'rows', 'per', 'better', 'level']
/** The scene is 100 wide; a character of a name takes about so much of a column's width. */
const WIDTH = 100
const CHARACTER = 1.9
/** Rows of the scene: the ruler of the critical difference, the numbers, the axis, and the first bar below it. */
const [RULER, NUMBERS, AXIS, BARS] = [0.8, 1.9, 2.7, 3.4]
const BAR_STEP = 0.55
/** Markers whose middles are nearer than this in a row would touch. */
const MARKER = 3.5
/** Height in millimetres of a row. */
const ROW = 4

interface Method {
  readonly label: string
  readonly style: StyleIndex
  readonly rank: number
}

/** The critical-difference diagram that the options ask for. @throws Error that says what is wrong with them, or why there is no test. */
export function makeRanks(drawing: FigureContext, options: RanksOptions<unknown, unknown>): PlotWithNote<SceneFigure> {
  const { runs, styles, typography } = drawing
  const { language } = typography
  const { metric, rows, per, better, level = 0.05, labels = {}, over } = options
  if (better !== 'max' && better !== 'min')
    throw new Error(
      `\`better\` says which direction of ${metric} is better: 'max' or 'min', not ${JSON.stringify(better)}`,
    )
  if (!(level > 0 && level < 0.5)) throw new Error(`\`level\` is a probability such as 0.05, not ${level}`)
  const keys = listOf<string>(rows)
  const [methods, sets] = [
    labelledGroups(runs, keys, labels, language),
    labelledGroups(runs, listOf<string>(per), labels, language),
  ]
  const height = options.height ?? Math.max(40, 14 + ROW * (BARS + methods.length / 2 + 3))
  const frame = makeFrame(drawing, { ...options, height }, OPTIONS)
  checkAnnotated(options, [])
  checkHonest(runs, metric, options.optimistic)
  const marks: PlottedValue[] = []
  const all: number[] = []
  const missing: string[] = []
  const table = sets.flatMap((set) => {
    const parts = labelledGroups(set.runs, keys, labels, language)
    const values = methods.map((method) => {
      const members = parts.find((part) => isSameGroup(part, method))?.runs
      const where = [method.label, set.label].filter(Boolean).join(', ')
      if (members === undefined) return void missing.push(where)
      checkAlikeOver(members, over, where)
      const found = metricValues(members, metric, runs)
      if (found === null) return void missing.push(where)
      all.push(...found)
      marks.push({
        row: method.words,
        column: set.words,
        terms: [{ name: metric, metric, runs: idsOf(members), values: found }],
      })
      return summaryOfFinite(found).mean * factorOf(options.as)
    })
    return values.every((value) => value !== undefined) ? [values] : []
  })
  if (missing.length > 0 && !drawing.isDraft)
    throw new Error(
      `ranks need every method on every data set, and there is no ${metric} of ${missing.slice(0, 3).join('; ')}`,
    )
  const test = friedman(table, better)
  if (isRefused(test) && !drawing.isDraft)
    throw codedError('too-few-values', `there is no critical difference: ${test.refused}`)
  const { shapes, extent, told, words } = isRefused(test)
    ? {
        shapes: [],
        extent: { width: WIDTH, height: 1 },
        told: [],
        words: wordsIn(language).ranks.none(reasonIn(test, language)),
      }
    : diagramOf(
        test,
        methods.map(({ label }, at) => ({ label, style: styles.of(keys, methods[at]!), rank: test.meanRanks[at]! })),
        level,
        language,
      )
  return {
    plot: {
      ...frame,
      kind: 'scene',
      told: { kind: wordsIn(language).alt.ranks(methods.length, metric), sentences: told },
      x: { label: options.xLabel ?? wordsIn(language).ranks.axis, scale: 'linear' },
      y: { label: '', scale: 'linear' },
      extent,
      shapes,
      data: isRefused(test)
        ? []
        : methods.map(({ label }, at) => ({ method: label, 'mean rank': test.meanRanks[at]! })),
    },
    said: { words, lost: lostOf(all) },
    marks,
  }
}

const isRefused = (test: Friedman | TestRefusal): test is TestRefusal => 'refused' in test

interface Diagram {
  readonly shapes: readonly SceneShape[]
  readonly extent: SceneFigure['extent']
  readonly told: readonly string[]
  readonly words: string
}

/**
 * The diagram of Demšar (2006, section 3.2.5): mean ranks on an axis, the best on the left, and bars that join methods which cannot be told apart. Where Friedman's
 * test finds no difference at all, none is shown: one bar joins all.
 */
function diagramOf(test: Friedman, methods: readonly Method[], level: number, language?: Language): Diagram {
  const { ranks: spoken, alt } = wordsIn(language)
  const read = (text: string): string => localNumber(text, language)
  const difference = criticalDifference(test.k, test.n, level)
  const isDifferent = test.fP < level
  const order = methods.map((_, at) => at).sort((a, b) => methods[a]!.rank - methods[b]!.rank || a - b)
  const groups = isDifferent ? rankGroups(test.meanRanks, difference) : [order]
  const margin = Math.min(38, Math.max(...methods.map(({ label }) => label.length)) * CHARACTER + 4)
  const xOf = (rank: number) => margin + ((rank - 1) / (test.k - 1)) * (WIDTH - 2 * margin)
  const first = BARS + groups.length * BAR_STEP + 0.6
  const half = Math.ceil(order.length / 2)
  const line = (points: readonly (readonly [number, number])[], width = 0.8): SceneShape => ({
    shape: 'line',
    points,
    width,
  })
  const ticks = Array.from({ length: test.k }, (_, at) => at + 1).flatMap((rank): SceneShape[] => [
    line([
      [xOf(rank), AXIS - 0.3],
      [xOf(rank), AXIS],
    ]),
    { shape: 'text', at: [xOf(rank), NUMBERS], text: String(rank) },
  ])
  const end = Math.min(test.k, 1 + difference)
  const ruler: SceneShape[] = [
    line([
      [xOf(1), RULER],
      [xOf(end), RULER],
    ]),
    ...[1, end].map((rank) =>
      line([
        [xOf(rank), RULER - 0.25],
        [xOf(rank), RULER + 0.25],
      ]),
    ),
    { shape: 'text', at: [xOf(end) + 2, RULER], align: 'left', text: `CD = ${read(formatNumber(difference, 2))}` },
  ]
  const bars = groups.map((group, at): SceneShape => {
    const ranks = group.map((method) => methods[method]!.rank)
    const y = BARS + at * BAR_STEP
    return line(
      [
        [xOf(Math.min(...ranks)) - 0.7, y],
        [xOf(Math.max(...ranks)) + 0.7, y],
      ],
      2.4,
    )
  })
  const rows = order.map((_, at) => (at < half ? at : order.length - 1 - at))
  const isClose = order.some((method, at) => {
    const other = order.length - 1 - at
    return (
      other > at &&
      rows[at] === rows[other] &&
      Math.abs(xOf(methods[method]!.rank) - xOf(methods[order[other]!]!.rank)) < MARKER
    )
  })
  const leaders = order.map((method, at) => {
    const { label, style, rank } = methods[method]!
    const isLeft = at < half
    const [x, y] = [xOf(rank), first + rows[at]! + (isClose && !isLeft ? 0.5 : 0)]
    const edge = isLeft ? margin - 2 : WIDTH - margin + 2
    return {
      line: line([
        [x, AXIS],
        [x, y],
        [edge, y],
      ]),
      marker: { shape: 'marker', at: [x, y], style } as const,
      name: {
        shape: 'text',
        at: [edge + (isLeft ? -1 : 1), y],
        align: isLeft ? 'right' : 'left',
        text: label,
        size: 'label',
      } as const,
    }
  })
  // A marker at each corner, over all lines: methods of one rank share a place on the axis, and no row.
  const names = [
    ...leaders.map((leader) => leader.line),
    ...leaders.flatMap(({ marker, name }): SceneShape[] => [marker, name]),
  ]
  const listed = order.map((method) => `${methods[method]!.label} ${read(formatNumber(methods[method]!.rank, 2))}`)
  const joined = groups.map((group) => group.map((method) => methods[method]!.label).join(', '))
  const p = test.fP < 0.001 ? 'p < 0.001' : `p = ${formatNumber(test.fP, 3)}`
  return {
    shapes: [
      line([
        [xOf(1), AXIS],
        [xOf(test.k), AXIS],
      ]),
      ...ticks,
      ...(isDifferent ? ruler : []),
      ...bars,
      ...names,
    ],
    extent: { width: WIDTH, height: first + half + (isClose ? 0.5 : 0) },
    told: [
      alt.meanRanks(listed.join('; ')),
      ...(isDifferent ? [alt.criticalDifference(read(formatNumber(difference, 2)))] : []),
      groups.length === 0 ? alt.allDiffer : alt.notApart(joined.join('; ')),
    ],
    words: `${spoken.sets(test.n)} · Friedman (Iman–Davenport) ${read(p)} · ${
      isDifferent ? spoken.joined(read(String(level))) : spoken.noDifference(read(String(level)))
    }`,
  }
}
