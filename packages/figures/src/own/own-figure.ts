import type { ChartConfiguration } from 'chart.js'
import type { FigureFrame, Typography, Size } from '../figure/frame'
import type { FigureFormat } from '../renderer'

/** A figure that is not of our making: its author has drawn it, or says to chart.js how. */
export type OwnFigure = OwnChart | OwnPicture

/** A configuration of chart.js, to be drawn with our fonts and sizes. */
export interface OwnChart extends Required<Pick<FigureFrame, 'name' | 'alt'>>, Pick<FigureFrame, 'draft'>, Typography {
  readonly kind: 'chart'
  readonly size: Size
  readonly config: ChartConfiguration
  /** Its data as CSV, where the author gives it. */
  readonly csv?: string
}

/** Files of a picture, checked. */
export interface OwnPicture
  extends Required<Pick<FigureFrame, 'name' | 'alt'>>, Pick<FigureFrame, 'draft' | 'language'> {
  readonly kind: 'picture'
  readonly files: ReadonlyMap<FigureFormat, Uint8Array>
  readonly csv?: string
}

/** The files of a figure by name, and what its author has to know of them. */
export interface DrawnOwn {
  readonly files: ReadonlyMap<string, string | Uint8Array>
  readonly notes: readonly string[]
}
