export { aboveNothing, across } from './across'
export type { Across, AcrossOptions, PosteriorOptions } from './across-types'
export { computeStatistic, type Computed } from './compute'
export type { MeanRanks } from './mean-ranks'
export { onExamples, type ExamplesOptions } from './on-examples'
export { fitSettings, type CostAndGain } from './power-law'
export {
  correlate,
  geometricMean,
  powerLaw,
  type GeometricMeanOptions,
  type NumberOf,
  type PowerLawOptions,
  type RelateOptions,
} from './relate'
export { statisticOf, type Statistic } from './statistic'
