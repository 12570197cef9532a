import {
  leastOf,
  mostOf,
  across,
  codedError,
  formatNumber,
  type Across,
  type Language,
  localNumber,
  type MeanRanks,
  type PivotHead,
  pWords,
  reasonIn,
  wordsIn,
} from 'bocas/internal'
import type { SceneFigure, SceneShape } from '../../figure/scene'
import type { StyleIndex } from '../../figure/plot'
import { labelled } from '../tables/grid'
import { checkNotEmpty, checkOptions } from '../values/checks'
import { valueWords } from '../values/labels'
import type { PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { checkAnnotated, type FigureContext, makeFrame } from './frame'
import type { RanksOptions, RanksStyle } from './comparison-options'

/** What an evaluation is asked for. Of one that is there already, it was decided with it. */
const EVALUATED = ['metric', 'rows', 'per', 'better', 'level', 'over', 'optimistic']
const STYLE = ['labels', 'size', 'height', 'annotations', 'alt', 'xLabel', 'yLabel', 'as']
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

/** The critical-difference diagram of runs that the options ask for. @throws Error that says what is wrong with them, or why there is no test. */
export function makeRanks(drawing: FigureContext, options: RanksOptions<unknown, unknown>): PlotWithNote<SceneFigure> {
  const { metric, rows, per, better, level = 0.05, labels = {}, over, optimistic, ...style } = options
  checkNotEmpty(drawing.runs)
  checkOptions(options, [...EVALUATED, ...STYLE, 'facet'])
  if (better !== 'max' && better !== 'min')
    throw new Error(
      `\`better\` says which direction of ${metric} is better: 'max' or 'min', not ${JSON.stringify(better)}`,
    )
  if (!(level > 0 && level < 0.5)) throw new Error(`\`level\` is a probability such as 0.05, not ${level}`)
  const asked = { metric: metric as never, rows: rows as never, per: per as never, over: over as never }
  return makeRanksOf(drawing, across(drawing.runs, { ...asked, better, level, labels, optimistic }), style)
}

/** @throws Error when options of a diagram say again what was said to `across`. */
export function checkRanksStyle(style: RanksStyle): void {
  const decided = Object.keys(style).filter((option) => EVALUATED.includes(option))
  if (decided.length > 0)
    throw new Error(
      `${decided.map((option) => `\`${option}\``).join(', ')}: across() has decided on that; say it to across()`,
    )
  checkOptions(style, STYLE)
}

/** The same of an evaluation over many data sets, with the ranks and the refusal that its facts and tables have. @throws Error that says what is wrong with the options, or why there is no test. */
export function makeRanksOf(
  drawing: FigureContext,
  evaluated: Across,
  { labels: own = {}, ...style }: RanksStyle,
): PlotWithNote<SceneFigure> {
  const { styles, typography } = drawing
  const { language } = typography
  const { keys, metric, level, columns } = evaluated
  const labels = { ...evaluated.labels, ...own }
  const found = evaluated.ranks()
  if ('refused' in found && !drawing.isDraft)
    throw codedError('too-few-values', `there is no critical difference: ${found.refused}`)
  const methods = evaluated.rows.map(({ values, words }, at): Method => {
    const label = words.map((word, key) => valueWords(keys[key]!, values[key], word, labels, language)).join(', ')
    return { label, style: styles.of(keys, { values }), rank: 'refused' in found ? NaN : found.ranks[at]! }
  })
  const height = style.height ?? Math.max(40, 14 + ROW * (BARS + methods.length / 2 + 3))
  const frame = makeFrame(drawing, { ...style, height }, [])
  checkAnnotated(style, [])
  const { shapes, extent, told, words } =
    'refused' in found
      ? {
          shapes: [],
          extent: { width: WIDTH, height: 1 },
          told: [],
          words: wordsIn(language).ranks.none(reasonIn(found, language)),
        }
      : diagramOf(found, methods, level, language)
  const named = (heads: readonly PivotHead[], id: string | undefined): readonly string[] => {
    const head = heads.find((one) => one.id === id)
    return head === undefined ? [] : labelled(head, labels, language).words
  }
  return {
    plot: {
      ...frame,
      kind: 'scene',
      told: { kind: wordsIn(language).alt.ranks(methods.length, metric), sentences: told },
      x: { label: style.xLabel ?? wordsIn(language).ranks.axis, scale: 'linear' },
      y: { label: '', scale: 'linear' },
      extent,
      shapes,
      data: 'refused' in found ? [] : methods.map(({ label, rank }) => ({ method: label, 'mean rank': rank })),
    },
    // One that is not finite is left out of nothing: there are no ranks then, and the words say why.
    said: { words, lost: { notFinite: 0, of: 0 } },
    marks: evaluated.terms().map(({ row, column, runs, values }): PlottedValue => ({
      row: named(evaluated.rows, row),
      column: named(columns, column),
      terms: [{ name: metric, metric, runs, values }],
    })),
  }
}

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
function diagramOf(
  { n, test, isDifferent, difference, groups }: MeanRanks,
  methods: readonly Method[],
  level: number,
  language?: Language,
): Diagram {
  const { ranks: spoken, alt } = wordsIn(language)
  const read = (text: string): string => localNumber(text, language)
  const count = methods.length
  const order = methods.map((_, at) => at).sort((a, b) => methods[a]!.rank - methods[b]!.rank || a - b)
  const margin = Math.min(38, mostOf(methods.map(({ label }) => label.length)) * CHARACTER + 4)
  const xOf = (rank: number) => margin + ((rank - 1) / (count - 1)) * (WIDTH - 2 * margin)
  const first = BARS + groups.length * BAR_STEP + 0.6
  const half = Math.ceil(order.length / 2)
  const line = (points: readonly (readonly [number, number])[], width = 0.8): SceneShape => ({
    shape: 'line',
    points,
    width,
  })
  const ticks = Array.from({ length: count }, (_, at) => at + 1).flatMap((rank): SceneShape[] => [
    line([
      [xOf(rank), AXIS - 0.3],
      [xOf(rank), AXIS],
    ]),
    { shape: 'text', at: [xOf(rank), NUMBERS], text: String(rank) },
  ])
  const end = Math.min(count, 1 + difference)
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
        [xOf(leastOf(ranks)) - 0.7, y],
        [xOf(mostOf(ranks)) + 0.7, y],
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
  const p = pWords(test.p, { level, language })
  return {
    shapes: [
      line([
        [xOf(1), AXIS],
        [xOf(count), AXIS],
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
    words: `${spoken.sets(n)} · Friedman (Iman–Davenport) ${p} · ${
      isDifferent ? spoken.joined(read(String(level))) : spoken.noDifference(read(String(level)))
    }`,
  }
}
