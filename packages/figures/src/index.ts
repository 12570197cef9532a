export { defineFigures, FIGURES, type Figures, type FiguresOptions } from './define-figures'
export { type FigureJob, type FigureReport } from './job'
export {
  type BarsOptions,
  type Count,
  type FactOptions,
  type FigureOptions,
  type Kit,
  type KitEstimate,
  type Label,
  type PerMetric,
  type LinesOptions,
  type ScatterOptions,
  type SharedOptions,
  type SpreadKind,
  type TableOptions,
  type TableSpread,
  type TableStyle,
} from './kit/types'
export {
  type BarsFigure,
  type Figure,
  type FigureFrame,
  type LinesFigure,
  type NumberAxis,
  type PointSeries,
  type ScatterFigure,
  type Spread,
  type XYPoint,
} from './figure/figure'
export { chartjsRenderer } from './chartjs/chartjs-renderer'
export { FIGURE_FORMATS, type FigureFormat, type Renderer } from './renderer'
