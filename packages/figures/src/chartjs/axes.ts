import { type ScaleOptionsByType, type Scale } from 'chart.js'
import { type NumberAxis } from '../figure/figure'
import { FONT_FAMILY, FONT_SIZE } from './font'
import { formatTicks, logTicks } from './numbers'
import { type Measure, wrap } from './wrap'

export const INK = '#222222'
const AXIS_COLOR = '#444444'
const GRID_COLOR = '#e4e4e4'

type AxisOptions = Partial<Omit<ScaleOptionsByType<'linear' | 'logarithmic' | 'category'>, 'type'>> & { type: string }

/**
 * The chart.js options of an axis of numbers. `length` is about how long the axis will be, in points: its title is wrapped to that. The axis holds all
 * `values`; curves start and end at the axis' ends, points that stand apart (`isSparse`) keep a distance from them.
 */
export function numberAxis(
  axis: NumberAxis,
  direction: 'x' | 'y',
  length: number,
  measure: Measure,
  values: readonly number[],
  isSparse: boolean,
) {
  const base = common(axis.label, direction === 'y', length, measure)
  const [low, high] = endsOf(values, axis.scale, direction === 'y' || isSparse)
  const ends = { min: axis.range?.min ?? low, max: axis.range?.max ?? high }
  if (axis.scale === 'log') {
    return {
      ...base,
      ...ends,
      type: 'logarithmic',
      afterBuildTicks: (scale: Scale) => {
        scale.ticks = logTicks(scale.min, scale.max)
      },
      ticks: {
        ...base.ticks,
        callback: (_: unknown, index: number, ticks: { label?: unknown }[]) => ticks[index]?.label,
      },
    } as unknown as AxisOptions
  }
  return {
    ...base,
    ...ends,
    type: 'linear',
    ticks: {
      ...base.ticks,
      maxTicksLimit: 8,
      // Half an epoch is no place to look at.
      ...(direction === 'x' && values.every(Number.isInteger) ? { precision: 0 } : {}),
      callback: (_: unknown, index: number, ticks: { value: number }[]) =>
        formatTicks(ticks.map(({ value }) => value))[index],
    },
  } as unknown as AxisOptions
}

/** The chart.js options of an axis of names, each wrapped to its share of the axis. */
export function groupAxis(label: string, length: number, measure: Measure): AxisOptions {
  const base = common(label, false, length, measure)
  return {
    ...base,
    type: 'category',
    grid: { ...base.grid, drawTicks: false },
    ticks: { ...base.ticks, padding: 4, autoSkip: false, maxRotation: 0 },
  } as unknown as AxisOptions
}

/** Share of the axis that stays free at each end. */
const ROOM = 0.05

/** The ends of an axis that holds the values; room never crosses zero, where a quantity may have its natural end. */
export function endsOf(values: readonly number[], scale: NumberAxis['scale'], hasRoom: boolean): [number, number] {
  const isLog = scale === 'log'
  const places = isLog ? values.filter((value) => value > 0).map(Math.log10) : values
  if (places.length === 0) return isLog ? [1, 10] : [0, 1]
  const low = Math.min(...places)
  const high = Math.max(...places)
  const room = low === high ? (isLog ? 0.5 : Math.abs(low) * 0.1 || 1) : hasRoom ? (high - low) * ROOM : 0
  if (isLog) return [10 ** (low - room), 10 ** (high + room)]
  return [low >= 0 ? Math.max(0, low - room) : low - room, high <= 0 ? Math.min(0, high + room) : high + room]
}

function common(label: string, isVertical: boolean, length: number, measure: Measure) {
  return {
    border: { color: AXIS_COLOR, width: 0.6 },
    grid: {
      color: GRID_COLOR,
      lineWidth: 0.5,
      display: true,
      drawOnChartArea: isVertical,
      tickColor: AXIS_COLOR,
      tickLength: 3,
      tickWidth: 0.6,
    },
    title: {
      display: label !== '',
      text: wrap(label, length, measure),
      color: INK,
      font: { family: FONT_FAMILY, size: FONT_SIZE.label, lineHeight: 1.2 },
      padding: { top: 0, bottom: 0, y: 0 },
    },
    ticks: {
      color: INK,
      font: { family: FONT_FAMILY, size: FONT_SIZE.tick, lineHeight: 1.2 },
      padding: 2,
      autoSkipPadding: 8,
      maxRotation: 0,
      includeBounds: false,
    },
  }
}
