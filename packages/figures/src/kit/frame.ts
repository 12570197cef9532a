import { FIGURE_WIDTHS, type FigureFrame, toPoints } from '../figure/figure'
import { checkChoice, checkNotEmpty, checkOptions } from './checks'
import { type AnyRuns } from './groups'
import { withUnit } from './labels'
import { type FigureOptions } from './types'

const SHARED = ['labels', 'over', 'optimistic', 'as', 'width', 'height', 'xLabel', 'yLabel', 'yRange', 'yScale']
const HEIGHTS = { column: 57, text: 70 }
const MIN_HEIGHT = 30

/** What a figure needs to know of the job. */
export interface Drawing {
  readonly name: string
  readonly runs: AnyRuns
  readonly isDraft: boolean
}

/** Checks what all figures have in common and makes their frame. */
export function makeFrame(
  { name, runs, isDraft }: Drawing,
  options: FigureOptions<unknown>,
  own: readonly string[],
  yWords: string,
): FigureFrame {
  checkNotEmpty(runs)
  checkOptions(options, [...own, ...SHARED])
  checkChoice(options, 'width', ['column', 'text'])
  checkChoice(options, 'as', ['number', 'percent', 'points'])
  checkChoice(options, 'yScale', ['linear', 'log'])
  checkChoice(options, 'xScale', ['linear', 'log'])
  const { width = 'column', height = HEIGHTS[width] } = options
  if (!(height >= MIN_HEIGHT && height <= 250))
    throw new Error(`\`height\` is in millimetres, from ${MIN_HEIGHT} to 250, not ${height}`)
  return {
    name,
    size: { width: FIGURE_WIDTHS[width], height: toPoints(height) },
    y: {
      label: options.yLabel ?? withUnit(yWords, options.as),
      scale: options.yScale ?? 'linear',
      range: options.yRange,
    },
    ...(isDraft ? { draft: `${runs.length} of ${runs.length + runs.holes.length} runs` } : {}),
  }
}

/** By what a value is multiplied to be shown. */
export function factorOf({ as }: { readonly as?: 'number' | 'percent' | 'points' }): number {
  return as === 'percent' || as === 'points' ? 100 : 1
}

/** Parts of the small print that say something. */
export function noteOf(...parts: readonly string[]): { note?: string } {
  const said = parts.filter((part) => part !== '')
  return said.length === 0 ? {} : { note: said.join(' · ') }
}

/** How many values a figure leaves out because they are not finite: a run that diverged must not vanish without a word. */
export function lostWords(values: readonly number[]): string {
  const lost = values.filter((value) => !Number.isFinite(value)).length
  return lost === 0 ? '' : `${lost} of ${values.length} values not finite, not drawn`
}
