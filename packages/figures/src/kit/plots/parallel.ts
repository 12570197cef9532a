import {
  append,
  extentOf,
  factorOf,
  formatExact,
  formatMean,
  identify,
  type Json,
  listOf,
  type Result,
  runsBySetting,
  valueAt,
  type Language,
  localNumber,
  wordsIn,
} from 'bocas/internal'
import type { SceneFigure, SceneShape } from '../../figure/scene'
import { checkHonest, checkOptionKeys } from '../values/checks'
import { keyWords, localValue, metricWords, ownLabel, withUnit } from '../values/labels'
import { finiteCount, lostOf, type PlotWithNote } from '../values/made'
import type { PlottedValue } from '../values/marks'
import { spreadOf } from '../values/spread'
import { idsOf, metricValues } from '../values/values'
import { checkAnnotated, type FigureContext, makeFrame } from './frame'
import type { ParallelOptions } from './scene-options'

/** The scene is 100 wide; axes begin and end inside it, below their names. */
const WIDTH = 100
const MARGIN = 9
const [TOP, HEIGHT] = [1.6, 10]
const LEAST_SETTINGS = 2

/** An axis: where each setting lies on it, from 0 at the bottom to 1, and what stands beside it. */
interface Axis {
  readonly words: string
  readonly values: readonly (number | string)[]
  readonly places: readonly (number | null)[]
  readonly ticks: readonly { readonly place: number; readonly text: string }[]
}

/** The parallel coordinates that the options ask for. @throws Error that says what is wrong with them. */
export function makeParallel(
  drawing: FigureContext,
  options: ParallelOptions<unknown, unknown>,
): PlotWithNote<SceneFigure> {
  const { runs, typography } = drawing
  const { language } = typography
  const { axes, labels = {}, over } = options
  const frame = makeFrame(drawing, options, ['axes'])
  checkAnnotated(options, [])
  checkOptionKeys(runs, over)
  const last = axes.at(-1)
  if (last === undefined || axes.length < 2 || new Set(axes).size < axes.length)
    throw new Error('`axes` names the keys and metrics from left to right: two or more, each once')
  // A draft without any result knows keys only: what is none of them will be a metric.
  const isMetric = (path: string) =>
    runs.length === 0
      ? runs.holes.every(({ config }) => valueAt(config, path) === undefined)
      : [...runs].some((run) => run.hasMetric(path))
  if (runs.length > 0 && !isMetric(last))
    throw new Error(`the last axis gives the shade, and ${last} is no metric; name one last`)
  for (const path of axes.filter(isMetric)) checkHonest(runs, path, options.optimistic)
  for (const path of axes.filter((one) => !isMetric(one))) checkOptionKeys(runs, path)
  const settings = runsBySetting(runs, listOf<string>(over))
  const ids = idsOf(runs)
  const shown: number[] = []
  const made = axes.map((path): Axis => {
    if (!isMetric(path))
      return keyAxis(
        keyWords(path, labels),
        settings.map(({ first }) => wordsAt(first, path)),
        (word) => ownLabel(labels, word) ?? localValue(word, word),
        language,
      )
    const as = path === last ? options.as : 'number'
    const all = metricValues(runs, path, runs) ?? []
    append(shown, all)
    const means = settings.map(
      ({ members }) =>
        spreadOf(
          members.map((member) => all[member]!),
          'none',
          as,
        ).y,
    )
    return metricAxis(withUnit(metricWords(path, labels), as, language), means, as, language)
  })
  const measured = metricValues(runs, last, runs) ?? []
  const marks = settings.map(({ members }, index): PlottedValue => ({
    row: made.slice(0, -1).map(({ values }) => String(values[index])),
    column: [],
    terms: [
      {
        name: last,
        metric: last,
        runs: members.map((member) => ids[member]!),
        values: members.map((member) => measured[member]!),
      },
    ],
    as: options.as,
  }))
  const counts = marks.map(({ terms: [term] }) => finiteCount(term!.values as readonly number[]))
  const shades = made.at(-1)!
  const xOf = (axis: number) => MARGIN + (axis / (axes.length - 1)) * (WIDTH - 2 * MARGIN)
  const yOf = (place: number) => TOP + (1 - place) * HEIGHT
  // The best are drawn last, over the others.
  const order = settings.map((_, index) => index).sort((a, b) => (shades.places[a] ?? -1) - (shades.places[b] ?? -1))
  const lines = order.flatMap((index): SceneShape[] => {
    const points = made.flatMap(({ places }, axis) =>
      places[index] === null || places[index] === undefined ? [] : [[xOf(axis), yOf(places[index])] as const],
    )
    return points.length < made.length ? [] : [{ shape: 'line', points, width: 1, shade: shades.places[index]! }]
  })
  const frames = made.flatMap(({ words, ticks }, axis): SceneShape[] => [
    {
      shape: 'line',
      points: [
        [xOf(axis), yOf(0)],
        [xOf(axis), yOf(1)],
      ],
      width: 0.8,
    },
    { shape: 'text', at: [xOf(axis), 0.5], text: words, size: 'label' },
    ...ticks.map(({ place, text }): SceneShape => ({
      shape: 'text',
      at: [xOf(axis) - 1, yOf(place)],
      align: 'right',
      text,
      isOnWhite: true,
    })),
  ])
  const best = order.at(-1)
  const { alt } = wordsIn(language)
  const told = (index: number) =>
    made
      .map(
        ({ words, values }) =>
          `${words} ${typeof values[index] === 'number' ? localNumber(formatMean({ mean: values[index], sd: null }), language) : values[index]}`,
      )
      .join(', ')
  return {
    plot: {
      ...frame,
      kind: 'scene',
      told: {
        kind: alt.parallel(settings.length, made.map(({ words }) => words).join(', ')),
        sentences:
          best === undefined || lines.length < LEAST_SETTINGS
            ? []
            : [
                alt.lowestSetting(shades.words, told(order.find((index) => shades.places[index] !== null)!)),
                alt.highestSetting(told(best)),
              ],
      },
      x: { label: options.xLabel ?? '', scale: 'linear' },
      y: { label: options.yLabel ?? '', scale: 'linear' },
      extent: { width: WIDTH, height: TOP + HEIGHT + 0.6 },
      shapes: [...lines, ...frames],
      data: settings.map(({ members }, index) => {
        const row = Object.fromEntries(made.map(({ words, values }) => [words, values[index]!]))
        // An axis may be called so.
        const isPartial = counts[index]! > 0 && counts[index]! < members.length
        return isPartial ? { ...row, n: counts[index]!, of: members.length, ...row } : row
      }),
    },
    said: { words: wordsIn(language).parallel, counts, lost: lostOf(shown) },
    marks,
  }
}

const wordsAt = (run: Result, path: string): Json => {
  const value = valueAt(run.config as Json, path)
  const name = value !== null && typeof value === 'object' ? (value as { name?: Json }).name : undefined
  return name ?? value ?? null
}

/** An axis of the values of a key, as far apart as any: numbers rise, words stand in the order of the sweep from the top. */
function keyAxis(words: string, values: readonly Json[], wordsOf: (word: string) => string, language?: Language): Axis {
  const distinct = values.filter(
    (value, index) => values.findIndex((other) => identify([other]) === identify([value])) === index,
  )
  const areNumbers = distinct.every((value) => typeof value === 'number')
  const ordered = areNumbers ? [...distinct].sort((a, b) => a - b) : distinct.reverse()
  const placeOf = (at: number) => (ordered.length === 1 ? 0.5 : at / (ordered.length - 1))
  const at = (value: Json) => ordered.findIndex((other) => identify([other]) === identify([value]))
  const texts = areNumbers ? formatExact(ordered as number[]) : ordered.map((value) => wordsOf(String(value)))
  return {
    words,
    values: values.map((value) => (typeof value === 'number' ? value : wordsOf(String(value)))),
    places: values.map((value) => placeOf(at(value))),
    ticks: ordered.map((_, index) => ({
      place: placeOf(index),
      text: areNumbers ? localNumber(String(ordered[index]), language) : texts[index]!,
    })),
  }
}

/** An axis of a metric, from its least mean to its largest. */
function metricAxis(
  words: string,
  values: readonly number[],
  as: ParallelOptions<unknown, unknown>['as'],
  language?: Language,
): Axis {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return { words, values, places: values.map(() => null), ticks: [] }
  const [low, high] = extentOf(finite)
  const read = (value: number) => localNumber(formatMean({ mean: value / factorOf(as), sd: null }, { as }), language)
  return {
    words,
    values,
    places: values.map((value) => (!Number.isFinite(value) ? null : high > low ? (value - low) / (high - low) : 0.5)),
    ticks:
      high > low
        ? [
            { place: 0, text: read(low) },
            { place: 1, text: read(high) },
          ]
        : [{ place: 0.5, text: read(low) }],
  }
}
