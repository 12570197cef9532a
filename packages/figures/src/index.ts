export { defineFigures, FIGURES, type Figures, type FiguresOptions } from './define-figures'
export { type FigureJob, type FigureReport } from './job'
export {
  type BarsOptions,
  type BoxesOptions,
  type FigureOptions,
  type HeatmapOptions,
  type LinesOptions,
  type ParetoOptions,
  type PlotOptions,
  type ScatterOptions,
} from './kit/plots/figure-options'
export { type CalibrationOptions, type ConfusionOptions, type RocOptions } from './kit/plots/prediction-options'
export { type PowerOptions, type ProfilesOptions, type RanksOptions } from './kit/plots/comparison-options'
export { type ImagesOptions, type ParallelOptions, type ShownImage } from './kit/plots/scene-options'
export { type PanelsOptions } from './kit/plots/panels'
export { type DensityOptions, type EcdfOptions, type HistogramOptions } from './kit/plots/distribution-options'
export {
  type AllOf,
  type CountClaim,
  type Finding,
  type GapClaim,
  type GroupClaim,
  type Kit,
  type NameClaim,
  type NumberClaim,
  type AcrossStyle,
  type ComparedStyle,
  type ErrorKind,
  type PerMetric,
  type SpreadKind,
  type TableOptions,
  type TableSpread,
  type TableStyle,
} from './kit/types'
export { type Plots } from './kit/kit-plots'
export { type Count, type FactOptions, type KitEstimate, type Label, type SharedOptions } from './kit/kit-values'
export { type FacetsFigure, type Figure, type PlotFigure } from './figure/figure'
export { type SceneFigure, type SceneShape } from './figure/scene'
export {
  type Annotation,
  type BarsFigure,
  type BoxesFigure,
  type GroupAxis,
  type HeatmapFigure,
  type LinesFigure,
  type StyleIndex,
  type NumberAxis,
  type PlotFrame,
  type PointSeries,
  type ScatterFigure,
  type Spread,
  type XYPoint,
} from './figure/plot'
export { FIGURE_MILLIMETRES, FIGURE_WIDTHS, type FigureFrame, type FontChoice } from './figure/frame'
export { type DataCell, type OwnFigureOptions, type RunsRead } from './own/options'
export { type FigureFileOptions } from './own/picture'
export { type PlotOwnOptions } from './own/plot'
export { chartjsRenderer } from './chartjs/chartjs-renderer'
export { nodeCanvasRenderer, type NodeCanvasOptions } from './chartjs/node-canvas-renderer'
export { FIGURE_FORMATS, type FigureFormat, type Renderer } from './renderer'
