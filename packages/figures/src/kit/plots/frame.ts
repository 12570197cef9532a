import { codedError, type AnyRuns, type Language, wordsIn } from 'bocas/internal'
import type { Annotation, NumberAxis, PlotFrame } from '../../figure/plot'
import { FIGURE_MILLIMETRES, toPoints, type Typography } from '../../figure/frame'
import { checkChoice, checkNotEmpty, checkOptions } from '../values/checks'
import type { FigureOptions, PlotOptions } from './figure-options'
import { withUnit } from '../values/labels'
import type { SeriesStyles } from './styles'

const SHARED = [
  'labels',
  'over',
  'optimistic',
  'as',
  'size',
  'height',
  'facet',
  'annotations',
  'alt',
  'xLabel',
  'yLabel',
]
const NUMBERS = ['yRange', 'yScale']
const HEIGHTS = { column: 57, text: 70 }
const MIN_HEIGHT = 30
const MAX_HEIGHT = 250
const WIDTHS = [40, 300] as const

/** What a figure needs to know of the job. */
export interface FigureContext {
  readonly name: string
  readonly runs: AnyRuns
  /** The runs of all panels, where these are those of one. */
  readonly whole?: AnyRuns
  readonly isDraft: boolean
  readonly styles: SeriesStyles
  readonly typography: Typography
}

/** Why a figure is a draft: `14 of 16 runs`. */
export function draftWords({ present: { here, of } }: AnyRuns, language?: Language): string {
  return wordsIn(language).draft.runs(here, of)
}

/** Checks what all figures have in common and makes their frame. */
export function makeFrame(
  { name, runs, isDraft, typography }: FigureContext,
  options: FigureOptions<unknown>,
  own: readonly string[],
): PlotFrame {
  checkNotEmpty(runs)
  checkOptions(options, [...own, ...SHARED])
  checkChoice(options, 'as', ['number', 'percent', 'points'])
  const { annotations, alt } = options
  return {
    name,
    ...typography,
    size: figureSize(options),
    ...(annotations === undefined ? {} : { annotations: annotations.map(checkAnnotation) }),
    ...(alt === undefined ? {} : { alt }),
    ...(isDraft ? { draft: draftWords(runs, typography.language) } : {}),
  }
}

/** The frame of a plot with a y axis of numbers. */
export function makePlotFrame(
  drawing: FigureContext,
  options: PlotOptions<unknown>,
  own: readonly string[],
  yWords: string,
  xScales: readonly NumberAxis['scale'][] = ['linear', 'log'],
): PlotFrame & { readonly y: NumberAxis } {
  const frame = makeFrame(drawing, options, [...own, ...NUMBERS])
  checkChoice(options, 'yScale', ['linear', 'log'])
  checkChoice(options, 'xScale', xScales)
  const { yScale: scale = 'linear', yRange: range } = options
  checkRange(range, scale)
  for (const [axis, kind] of [
    ['x', (options as { readonly xScale?: string }).xScale],
    ['y', scale],
  ] as const) {
    const mark = options.annotations?.find((one) => (one[axis] ?? 1) <= 0)
    if (kind === 'log' && mark !== undefined)
      throw codedError('no-logarithm', `an annotation at ${axis} = ${mark[axis]} has no place on a logarithmic axis`)
  }
  return {
    ...frame,
    y: {
      label: options.yLabel ?? withUnit(yWords, options.as, drawing.typography.language),
      scale,
      ...(range === undefined ? {} : { range }),
    },
  }
}

/** @throws Error when the ends of an axis are none. */
function checkRange(range: NumberAxis['range'], scale: NumberAxis['scale']): void {
  const { min, max } = range ?? {}
  const ends = [min, max].filter((end) => end !== undefined)
  if (!ends.every(Number.isFinite) || (min !== undefined && max !== undefined && min >= max))
    throw new Error(
      `\`yRange\` takes finite ends, the smaller one as \`min\`: { min: 90, max: 100 }, not ${JSON.stringify(range)}`,
    )
  if (scale === 'log' && ends.some((end) => end <= 0))
    throw codedError('no-logarithm', '`yRange` begins at 0 or less, which a logarithmic axis does not have')
}

/** Width and height in points. @throws Error when they are not lengths on paper. */
export function figureSize({
  size = 'column',
  height,
}: Pick<FigureOptions<unknown>, 'size' | 'height'>): PlotFrame['size'] {
  const isWord = size === 'column' || size === 'text'
  if (!isWord && !(typeof size === 'number' && size >= WIDTHS[0] && size <= WIDTHS[1]))
    throw new Error(
      `\`size\` is 'column', 'text' or a width in millimetres from ${WIDTHS[0]} to ${WIDTHS[1]}, not ${JSON.stringify(size)}`,
    )
  const tall = height ?? (isWord ? HEIGHTS[size] : HEIGHTS.column)
  if (!(tall >= MIN_HEIGHT && tall <= MAX_HEIGHT))
    throw new Error(`\`height\` is in millimetres, from ${MIN_HEIGHT} to ${MAX_HEIGHT}, not ${tall}`)
  return { width: toPoints(isWord ? FIGURE_MILLIMETRES[size] : size), height: toPoints(tall) }
}

/** @throws Error when an annotation has no place. */
function checkAnnotation(mark: Annotation): Annotation {
  checkOptions(mark, ['x', 'y', 'label'])
  const places = [mark.x, mark.y].filter((place) => place !== undefined)
  if (places.length === 0)
    throw new Error(
      `an annotation needs \`x\` (a vertical line), \`y\` (a horizontal one) or both, not ${JSON.stringify(mark)}`,
    )
  if (places.every(Number.isFinite)) return mark
  throw new Error(`the place of an annotation is a finite number in shown units, not ${places.join(', ')}`)
}

/** @throws Error for annotations that need an axis of numbers where there are names. */
export function checkAnnotated(options: FigureOptions<unknown>, allowed: readonly ('x' | 'y')[]): void {
  for (const axis of ['x', 'y'] as const) {
    if (!allowed.includes(axis) && options.annotations?.some((mark) => mark[axis] !== undefined))
      throw new Error(`an annotation cannot have \`${axis}\`: that axis has names, not numbers`)
  }
}
