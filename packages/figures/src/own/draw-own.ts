import { type DrawnOwn, type OwnFigure } from './own-figure'
import { drawChart } from './draw-chart'
import { drawPicture } from './draw-picture'

/** The files of a figure of an author's own. @throws Error when it cannot be drawn as it was meant. */
export const drawOwn = (figure: OwnFigure): Promise<DrawnOwn> =>
  figure.kind === 'chart' ? drawChart(figure) : drawPicture(figure)
