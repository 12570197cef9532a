import { type MeasureText, spacedWords, wrapLabel } from './wrap'

/** Points. */
const KEY_GAP = 4
const ENTRY_GAP = 10
const LINE_HEIGHT = 10
const BELOW = 5

/** Where an entry of the legend stands: its key (line, marker or swatch) is left of its text; `series` null is the small print, which has no key. */
export interface LegendEntry {
  readonly series: number | null
  readonly lines: readonly string[]
  readonly left: number
  /** The middle of the first line. */
  readonly middle: number
}

export interface Legend {
  readonly entries: readonly LegendEntry[]
  readonly height: number
  readonly keyWidth: number
  readonly textOffset: number
  readonly lineHeight: number
  /** Whether a word is longer than a line. */
  readonly isBroken: boolean
}

/**
 * Sets the legend above the plot, left to right and then down, from `left` and no wider than `width`. One series needs no key: then only the small print is set.
 */
export function layoutLegend(
  labels: readonly string[],
  note: string,
  { left, width, keyWidth }: { left: number; width: number; keyWidth: number },
  measure: MeasureText,
): Legend {
  const textOffset = keyWidth + KEY_GAP
  const shown = labels.length > 1 ? labels : []
  const widths = shown.map(
    (label) => textOffset + Math.max(...wrapLabel(label, width - textOffset, measure).map(measure)),
  )
  const isOneRow = widths.reduce((sum, one) => sum + one, 0) + ENTRY_GAP * (widths.length - 1) <= width
  // What takes several rows is set in columns, so that it can be read down as well.
  const column = Math.max(...widths) + ENTRY_GAP
  const perRow = isOneRow ? Infinity : Math.max(1, Math.floor((width + ENTRY_GAP) / column))
  const entries: LegendEntry[] = []
  let x = 0
  let top = 0
  let height = 0
  const place = (series: number | null, text: string, isNewRow: boolean, step?: number) => {
    const offset = series === null ? 0 : textOffset
    const lines = wrapLabel(text, width - offset, measure)
    const total = offset + Math.max(...lines.map(measure))
    if (isNewRow || (x > 0 && x + total > width + 0.01)) {
      top = height
      x = 0
    }
    entries.push({ series, lines, left: left + x, middle: top + LINE_HEIGHT / 2 })
    height = Math.max(height, top + lines.length * LINE_HEIGHT)
    x += step ?? total + ENTRY_GAP
  }
  shown.forEach((label, index) => place(index, label, index > 0 && index % perRow === 0, isOneRow ? undefined : column))
  if (note !== '') place(null, note, false)
  const isLonger = (text: string, room: number) => spacedWords(text).some((word) => measure(word) > room)
  return {
    entries,
    height: height === 0 ? 0 : height + BELOW,
    keyWidth,
    textOffset,
    lineHeight: LINE_HEIGHT,
    isBroken: isLonger(note, width) || shown.some((label) => isLonger(label, width - textOffset)),
  }
}
