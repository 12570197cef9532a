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
  type Count,
  type CountClaim,
  type FactOptions,
  type Finding,
  type GapClaim,
  type GroupClaim,
  type Kit,
  type Plots,
  type KitEstimate,
  type Label,
  type NameClaim,
  type NumberClaim,
  type AcrossStyle,
  type ComparedStyle,
  type ErrorKind,
  type PerMetric,
  type SharedOptions,
  type SpreadKind,
  type TableOptions,
  type TableSpread,
  type TableStyle,
} from './kit/types'
export {
  FIGURE_MILLIMETRES,
  FIGURE_WIDTHS,
  type Annotation,
  type BarsFigure,
  type BoxesFigure,
  type FacetsFigure,
  type Figure,
  type FigureFrame,
  type FontChoice,
  type GroupAxis,
  type HeatmapFigure,
  type LinesFigure,
  type StyleIndex,
  type NumberAxis,
  type PlotFigure,
  type PlotFrame,
  type PointSeries,
  type ScatterFigure,
  type SceneFigure,
  type SceneShape,
  type Spread,
  type XYPoint,
} from './figure/figure'
export { type DataCell, type OwnFigureOptions, type RunsRead } from './own/options'
export { type FigureFileOptions } from './own/picture'
export { type PlotOwnOptions } from './own/plot'
export { chartjsRenderer } from './chartjs/chartjs-renderer'
export { nodeCanvasRenderer, type NodeCanvasOptions } from './chartjs/node-canvas-renderer'
export { FIGURE_FORMATS, type FigureFormat, type Renderer } from './renderer'
