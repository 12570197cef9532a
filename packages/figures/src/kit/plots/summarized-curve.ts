import type { Words } from 'bocas/internal'
import type { StyleIndex, XYPoint } from '../../figure/plot'

/** The curve of a group of runs, and the number that sums it up: the area below it, its calibration error. */
export interface SummarizedCurve {
  readonly label: string
  readonly style: StyleIndex
  readonly points: readonly XYPoint[]
  /** How that number reads: mean ± sd over runs. */
  readonly summary: string
  /** How many runs it is of. */
  readonly count: number
}

/** The curves as a plot has them. The number stands beside the name; panels share one legend, in which that of one of them has no place. */
export const seriesOfCurves = (curves: readonly SummarizedCurve[], isPanel: boolean) =>
  curves.map(({ label, style, points, summary }) => ({
    label: isPanel || curves.length < 2 ? label : `${label}, ${summary}`,
    style,
    points,
  }))

/** The number of a single curve, which has no legend: it is a remark below the figure. */
export const remarkOfCurves = (curves: readonly SummarizedCurve[], isPanel: boolean): string =>
  curves.length === 1 && !isPanel ? curves[0]!.summary : ''

/** What is told of the curves in place of the picture, a sentence for each. */
export const sentencesOfCurves = (curves: readonly SummarizedCurve[], { alt }: Pick<Words, 'alt'>): string[] =>
  curves.map(
    ({ label, summary, count }) =>
      `${label === '' ? '' : `${label}: `}${count > 1 ? alt.ofRuns(summary, count) : summary}.`,
  )
