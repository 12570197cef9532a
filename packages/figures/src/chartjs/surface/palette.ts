import type { StyleIndex } from '../../figure/plot'

/**
 * How a series looks. The first eight colours are those of Okabe and Ito, "Color Universal Design" (2008), with a wine red in place of yellow, which is too light
 * for lines on white, and in an order in which neighbours differ in grey too. The next eight are for figures with many series: they differ from each other and
 * from the first ones for those who see all colours. No colour carries meaning alone: dash, marker and hatching repeat with other periods.
 * Of two keys the first has colour and marker, the other dash, hatching and the filling of the marker.
 */
export interface SeriesStyle {
  readonly color: string
  /** Lengths of strokes and gaps in points; empty is a solid line. */
  readonly dash: readonly number[]
  readonly marker: Marker
  readonly filling: MarkerFilling
  readonly hatch: Hatch
}

export type Marker = 'circle' | 'rect' | 'triangle' | 'rectRot' | 'crossRot' | 'star'
/** A marker in its colour, a white one with an edge in it, and one of these with a dot. */
export type MarkerFilling = 'full' | 'hollow' | 'dotted'
export type Hatch = 'none' | 'up' | 'down' | 'horizontal' | 'cross' | 'dense'

const FIRST = ['#0072B2', '#E69F00', '#882255', '#009E73', '#56B4E9', '#D55E00', '#CC79A7', '#000000']
const MORE = ['#8F8F8F', '#6A3FA0', '#7A4B1E', '#8DB100', '#1B4F3A', '#A08A4F', '#3C4FCF', '#C2185B']
const COLORS = [...FIRST, ...MORE]
const DASHES = [[], [4, 2], [1.2, 1.6], [6, 1.6, 1.2, 1.6], [8, 2.4]]
const MARKERS = ['circle', 'rect', 'triangle', 'rectRot', 'crossRot', 'star'] as const
/** Markers that have an inside. */
const CLOSED_MARKERS = ['circle', 'rect', 'triangle', 'rectRot'] as const
const FILLINGS = ['full', 'hollow', 'dotted'] as const
const HATCHES = ['none', 'up', 'horizontal', 'down', 'cross', 'dense'] as const

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** The style of a place in the lists; lists start again at their ends. */
export function styleOf({ color, shape, second }: StyleIndex): SeriesStyle {
  return {
    color: at(COLORS, color),
    dash: at(DASHES, second ?? shape),
    marker: second === undefined ? at(MARKERS, shape) : at(CLOSED_MARKERS, shape),
    filling: at(FILLINGS, second ?? 0),
    hatch: at(HATCHES, second ?? shape),
  }
}

/** The colour with an opacity from 0 to 1, as CSS. */
export function withOpacity(color: string, opacity: number): string {
  const [red, green, blue] = channelsOf(color)
  return `rgba(${red},${green},${blue},${opacity})`
}

/** Red, green and blue, from 0 to 255, of `#rrggbb`. */
export function channelsOf(color: string): [number, number, number] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)) as [number, number, number]
}

/** Relative luminance of an sRGB colour, from 0 (black) to 1 (white), as WCAG 2.2 defines it. */
export function luminance(color: string): number {
  const [red, green, blue] = channelsOf(color).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From light to dark by way of the first colour of the series; evenly darker, so that a grey print keeps the order. */
const STOPS = ['#EEF4F9', '#B3D0E6', '#6FA8CF', '#2E7FB8', '#0B5C93', '#083B63', '#041F38']

/** The shade of a place from 0 to 1. */
export function shadeOf(place: number): string {
  const at = Math.min(1, Math.max(0, place)) * (STOPS.length - 1)
  const index = Math.min(STOPS.length - 2, Math.floor(at))
  const [from, to] = [channelsOf(STOPS[index] as string), channelsOf(STOPS[index + 1] as string)]
  const mixed = from.map((channel, rgb) => Math.round(channel + (at - index) * ((to[rgb] as number) - channel)))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** Black or white, whichever is easier to read on a shade (contrast as WCAG 2.2 defines it). */
export function inkOn(shade: string): '#000000' | '#ffffff' {
  const ground = luminance(shade) + 0.05
  return ground / 0.05 >= 1.05 / ground ? '#000000' : '#ffffff'
}
