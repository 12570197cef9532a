/**
 * How the i-th series looks. Colours are those of Okabe and Ito, "Color Universal Design" (2008), without yellow, which is too light for lines on white; no
 * colour carries meaning alone: dash, marker and hatching repeat with other periods, so that a grey print still tells the series apart.
 */
export interface SeriesStyle {
  readonly color: string
  /** Lengths of strokes and gaps in points; empty is a solid line. */
  readonly dash: readonly number[]
  readonly marker: 'circle' | 'rect' | 'triangle' | 'rectRot' | 'crossRot' | 'star'
  readonly hatch: Hatch
}

export type Hatch = 'none' | 'up' | 'down' | 'horizontal' | 'cross' | 'dense'

const COLORS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000']
const DASHES = [[], [4, 2], [1.2, 1.6], [6, 1.6, 1.2, 1.6], [8, 2.4]]
const MARKERS = ['circle', 'rect', 'triangle', 'rectRot', 'crossRot', 'star'] as const
const HATCHES = ['none', 'up', 'horizontal', 'down', 'cross', 'dense'] as const

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** The style of a series by its place in the figure; the first 42 colour-marker pairs and 35 colour-dash pairs are different. */
export function styleOf(index: number): SeriesStyle {
  return { color: at(COLORS, index), dash: at(DASHES, index), marker: at(MARKERS, index), hatch: at(HATCHES, index) }
}

/** The colour with an opacity from 0 to 1, as CSS. */
export function withOpacity(color: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16))
  return `rgba(${red},${green},${blue},${opacity})`
}
