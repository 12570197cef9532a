import { type Across, type Runs } from 'bocas/internal'
import { isAcross } from '../tables/across'
import { makeBoxes } from './boxes'
import { makeCalibration } from './calibration'
import { makeConfusion } from './confusion'
import { makePrecisionRecall, makeRoc } from './curves'
import { type PowerOptions, type ProfilesOptions, type RanksOptions, type RanksStyle } from './comparison-options'
import { makeDensity, makeEcdf, makeHistogram } from './distribution'
import { type DensityOptions, type EcdfOptions, type HistogramOptions } from './distribution-options'
import { type BoxesOptions, type FigureOptions, type StacksOptions } from './figure-options'
import { type FigureContext } from './frame'
import { type PlotWithNote } from '../values/made'
import { type CalibrationOptions, type ConfusionOptions, type RocOptions } from './prediction-options'
import { makeImages } from './images'
import { makeParallel } from './parallel'
import { makePower } from './power'
import { makeProfiles } from './profiles'
import { checkRanksStyle, makeRanks, makeRanksOf } from './ranks'
import { type ImagesOptions, type ParallelOptions } from './scene-options'
import { makeStacks } from './stacks'

/** The kinds of figures beside lines, bars, boxes, heatmaps and scatters. */
export interface Kinds<C, O> {
  /** Every run as a point, and the median: what `boxes` and `violins` show of fewer than ten runs too. */
  strips<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: BoxesOptions<C2, O2>): void
  /** Metrics that are parts of a whole, upon each other: means over seeds, and the spread of the total. */
  stacks<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: StacksOptions<C2, O2>): void
  /** How many runs have a metric in each of equally wide bins. */
  histogram<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: HistogramOptions<C2, O2>): void
  /** Which share of runs has a metric that is not larger, at each value: nothing is binned or smoothed. */
  ecdf<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: EcdfOptions<C2, O2>): void
  /** The density of a metric over runs by Gaussian kernels; from ten values on. */
  density<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: DensityOptions<C2, O2>): void
  /** Which class was taken for which, from a table of predictions or of counts: rows are what is true. */
  confusion<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: ConfusionOptions<C2, O2>): void
  /** ROC curves from a table of scores: means over runs of the true positive rate at each false positive rate, with a band, and the area under them. */
  roc<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: RocOptions<C2, O2>): void
  /** Precision-recall curves from a table of scores, with a band over runs, and the average precision. */
  precisionRecall<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: RocOptions<C2, O2>): void
  /** How often what was given some probability came true, from a table of probabilities: means over runs, and the expected calibration error. */
  calibration<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: CalibrationOptions<C2, O2>): void
  /** Mean ranks of methods over data sets, and bars that join those which Nemenyi's test does not tell apart (Demšar 2006). */
  ranks<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: RanksOptions<C2, O2>): void
  /** The same of an evaluation whose facts and tables the text has: `ranks('ranks', across(runs, { … }))`. */
  ranks(name: string, evaluated: Across, style?: RanksStyle): void
  /** Which share of runs is above each score, over tasks of equal weight, with the band of a stratified bootstrap (Agarwal et al. 2021). */
  profiles<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: ProfilesOptions<C2, O2>): void
  /** An error against what it costs, both logarithmic: the geometric mean of each setting, and the power law of these with the interval of its curve; `powerLaw` gives the same as a number. */
  power<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: PowerOptions<C2, O2>): void
  /** A line per setting through axes of keys and metrics, its means over seeds; the darker, the more of the last metric. */
  parallel<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: ParallelOptions<C2, O2>): void
  /** A grid of images, each with a label below it. */
  images<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: ImagesOptions<C2, O2>): void
}

/** How the kit makes a method of a maker. */
export type Method = <O extends FigureOptions<unknown>>(
  make: (drawing: FigureContext, options: O) => PlotWithNote,
) => (name: string, shown: never, options: never) => void

/** The methods that draw them. */
export function makeKinds(figure: Method): Kinds<unknown, unknown> {
  return {
    strips: figure((one, options: BoxesOptions<unknown, unknown>) => makeBoxes(one, options, 'strip')),
    stacks: figure(makeStacks),
    histogram: figure(makeHistogram),
    ecdf: figure(makeEcdf),
    density: figure(makeDensity),
    confusion: figure(makeConfusion),
    roc: figure(makeRoc),
    precisionRecall: figure(makePrecisionRecall),
    calibration: figure(makeCalibration),
    ranks: ranksBy(figure),
    profiles: figure(makeProfiles),
    power: figure(makePower),
    parallel: figure(makeParallel),
    images: figure(makeImages),
  }
}

/** Of runs, or of what `across` has made of them. */
const ranksBy =
  (figure: Method): Kinds<unknown, unknown>['ranks'] =>
  (name: string, shown: unknown, options: object = {}) => {
    // What is neither is refused with what else is wrong with the figure.
    if (typeof shown !== 'object' || shown === null || !isAcross(shown))
      return figure(makeRanks)(name, shown as never, options as never)
    const evaluated = figure((drawing, style: FigureOptions<unknown>) => {
      checkRanksStyle(options)
      return makeRanksOf(drawing, shown, style)
    })
    evaluated(name, shown.runs as never, { ...options, optimistic: shown.optimistic } as never)
  }
