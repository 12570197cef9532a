import { max as maxOf, min as minOf } from 'bocas/internal'
import type { Scale } from 'chart.js'
import type { GroupAxis, NumberAxis } from '../../figure/plot'
import type { Face } from '../surface/font'
import { DAY } from './dates'
import { mostTicks, ticksOf } from './ticks'
import { type MeasureText, spacedWords, wrapLabel } from './wrap'

export const INK = '#222222'
const AXIS_COLOR = '#444444'
const GRID_COLOR = '#e4e4e4'
/** Names below an axis are turned when they would need more lines than this, or be broken inside a word. */
const MOST_LINES = 3
const LINE_HEIGHT = 1.15

/** Options of a chart.js scale; its types know no function that is given all ticks. */
export type AxisOptions = Record<string, unknown> & { readonly type: string }

/**
 * The chart.js options of an axis of numbers that holds `ends` and will be about `length` points long; `isWhole` says that between whole numbers there is
 * nothing to look at, such as half an epoch.
 */
export function numberAxis(
  scale: NumberAxis['scale'],
  ends: readonly [number, number],
  isVertical: boolean,
  length: number,
  isWhole: boolean,
  face: Face,
): AxisOptions {
  const base = common(isVertical, face)
  const [min, max] = ends
  return {
    ...base,
    type: scale === 'log' ? 'logarithmic' : 'linear',
    bounds: 'data',
    min,
    max,
    afterBuildTicks: (built: Scale) => {
      built.ticks = ticksOf(scale, ends, mostTicks(scale, isVertical ? 'y' : 'x', length), face.language, isWhole)
    },
    ticks: {
      ...base.ticks,
      callback: (_: unknown, index: number, ticks: { label?: unknown }[]) => ticks[index]?.label,
    },
  }
}

/**
 * The chart.js options of an axis of names. Below a plot each is wrapped to its share of `length`, or all are turned where that would break words; beside
 * one they are wrapped to `length` itself. Turned names are wrapped to `turnedLength`, and upright
 * where something stands to their left.
 */
export function groupAxis(
  { groups }: GroupAxis,
  isVertical: boolean,
  length: number,
  turnedLength: number,
  canSlant: boolean,
  face: Face,
  measure: MeasureText,
): AxisOptions {
  const base = common(isVertical, face)
  const share = isVertical ? length : length / Math.max(1, groups.length) - 4
  const isTurned = !isVertical && groups.some((group) => isBroken(group, share, measure))
  const labels = isTurned
    ? wrapTurned(groups, share + 4, turnedLength, face, measure)
    : groups.map((group) => wrapLabel(group, share, measure))
  const turn = !isTurned ? 0 : canSlant ? angleOf(labels, share, face) : 90
  // chart.js begins the lines of an upright name at its tick; they are to stand on both sides of it.
  const lines = labels.reduce((sum, label) => sum + label.length, 0) / Math.max(1, labels.length)
  const labelOffset = turn === 90 ? (-lines * face.sizes.tick * LINE_HEIGHT) / 2 : 0
  return {
    ...base,
    type: 'category',
    labels,
    offset: true,
    beforeUpdate: measureAnyWord,
    grid: { ...base.grid, drawTicks: false, drawOnChartArea: false },
    ticks: { ...base.ticks, padding: 4, autoSkip: false, minRotation: turn, maxRotation: turn, labelOffset },
  }
}

/** chart.js remembers widths in plain objects by the word, and takes what every object has at `constructor` for a width. */
function measureAnyWord(scale: Scale): void {
  const widths = (): object => ({ data: Object.create(null) as object, gc: [] })
  const byFont = new Proxy<Record<string, object>>(Object.create(null) as Record<string, object>, {
    get: (known, font) => (known[String(font)] ??= widths()),
  })
  ;(scale as unknown as { _longestTextCache: object })._longestTextCache = byFont
}

function isBroken(group: string, share: number, measure: MeasureText): boolean {
  return (
    spacedWords(group).some((word) => measure(word) > share) || wrapLabel(group, share, measure).length > MOST_LINES
  )
}

/** Names as short as can be on no more lines than have room side by side. */
function wrapTurned(
  groups: readonly string[],
  share: number,
  most: number,
  { sizes }: Face,
  measure: MeasureText,
): string[][] {
  const longest = Math.max(...groups.flatMap(spacedWords).map(measure))
  const tries = [0.5, 0.65, 0.8, 1].map((part) =>
    groups.map((group) => wrapLabel(group, Math.max(longest, most * part), measure)),
  )
  const hasRoom = (labels: readonly string[][]) =>
    labels.every((lines) => lines.length * sizes.tick * LINE_HEIGHT < share)
  return tries.find(hasRoom) ?? (tries.at(-1) as string[][])
}

/** Slanting as long as the lines of neighbours do not meet; upright beyond that. */
function angleOf(labels: readonly (readonly string[])[], share: number, { sizes }: Face): number {
  const lines = Math.max(...labels.map((label) => label.length))
  const height = lines * sizes.tick * LINE_HEIGHT
  return (share + 4) * Math.sin(Math.PI / 4.5) > height + 1 ? 40 : 90
}

/** Share of the axis that stays free at each end. */
const ROOM = 0.05

/** Values closer than this, as a share of their size, differ by rounding: no axis can tell them apart. The logarithms of numbers are themselves rounded. */
const LEAST_APART = { linear: 1e-12, log: 1e-9 } as const
/** What is less apart than {@link LEAST_APART} of such a value would itself have fewer digits than other numbers, as all below 2.2e-308 do. */
const LEAST_NUMBER = 1e-290

/** The ends of an axis that holds the values; room never crosses zero, where a quantity may have its natural end. */
export function endsOf(values: readonly number[], scale: NumberAxis['scale'], hasRoom: boolean): [number, number] {
  const isLog = scale === 'log'
  const shown = isLog ? values.filter((value) => value > 0) : values
  if (shown.length === 0) return isLog ? [1, 10] : [0, 1]
  const [low, high] = [minOf(shown), maxOf(shown)]
  const far = Math.max(Math.abs(low), Math.abs(high))
  const isOne = scale === 'date' ? high === low : high - low <= Math.max(far * LEAST_APART[scale], LEAST_NUMBER)
  if (isOne) return aroundOne(low, high, scale)
  // Between neighbours the logarithm is straight, and the numbers themselves are more exact.
  if (isLog && high / low > 1.001) {
    const room = hasRoom ? Math.log10(high / low) * ROOM : 0
    return around(low, high, 10 ** room)
  }
  if (!Number.isFinite(high - low))
    throw new Error(
      `its values reach from ${low} to ${high}, further than an axis of numbers can: draw some of them, or a logarithmic axis`,
    )
  const room = hasRoom ? (high - low) * ROOM : 0
  return [low >= 0 ? Math.max(0, low - room) : low - room, high <= 0 ? Math.min(0, high + room) : high + room]
}

/** Ends around a single place. */
function aroundOne(low: number, high: number, scale: NumberAxis['scale']): [number, number] {
  if (scale === 'log') return around(low, high, 10 ** 0.5)
  if (scale === 'date') return [low - DAY, high + DAY]
  const far = Math.max(Math.abs(low), Math.abs(high))
  const room = far < LEAST_NUMBER ? 1 : far * 0.1
  return [low >= 0 ? Math.max(0, low - room) : low - room, high <= 0 ? Math.min(0, high + room) : high + room]
}

/** Ends a factor further out, within the numbers that there are. */
const around = (low: number, high: number, factor: number): [number, number] => [
  Math.max(low / factor, Number.MIN_VALUE),
  Math.min(high * factor, Number.MAX_VALUE),
]

function common(isVertical: boolean, { sizes, font }: Face) {
  return {
    border: { color: AXIS_COLOR, width: 0.6 },
    grid: {
      color: GRID_COLOR,
      lineWidth: 0.5,
      display: true,
      drawOnChartArea: isVertical,
      drawTicks: true,
      tickColor: AXIS_COLOR,
      tickLength: 3,
      tickWidth: 0.6,
    },
    title: { display: false },
    ticks: {
      color: INK,
      font: { family: font(1).replace(/^1px /, ''), size: sizes.tick, lineHeight: LINE_HEIGHT },
      padding: 2,
      autoSkipPadding: 8,
      minRotation: 0,
      maxRotation: 0,
      includeBounds: false,
    },
  }
}
