import { type SingleFigure } from '../figure/figure'
import { type Ranges } from './layout/ranges'
import { type MeasureText } from './layout/wrap'
import { type DrawingContext } from './surface/canvas'
import { type Face } from './surface/font'
import { type Recorder } from './surface/recorder'

/** Room around the figure, in points. */
export const MARGIN = { top: 3, right: 6, bottom: 2, left: 1 } as const
/** Of a line, in heights of its letters. */
export const LINE_HEIGHT = 1.2

/** What does not change while a figure is laid out. */
export interface Sheet {
  readonly figure: SingleFigure
  readonly recorder: Recorder
  readonly pen: DrawingContext
  readonly face: Face
  readonly ranges: Ranges
  readonly measure: (size: number) => MeasureText
}
