import type { ConfigPath, NumberPath, OneOrMore } from 'bocas/internal'
import type { FigureOptions } from './figure-options'

/** What all figures of a distribution take: the values of a metric along the x axis, one value per run. `as` is for that axis. */
interface DistributionOptions<C, O> extends FigureOptions<C> {
  /** The metric whose values are shown. Keys over which they go together are named in `over`, as for a mean. */
  readonly x: NumberPath<O>
  /** One distribution per value (or combination of values) of these keys; without it, one. */
  readonly by?: OneOrMore<ConfigPath<C>> | undefined
}

export interface HistogramOptions<C, O> extends DistributionOptions<C, O> {
  /** How many bins, the same for all series and panels; by the rules of Sturges and of Freedman and Diaconis, whichever asks for more, unless given. */
  readonly bins?: number | undefined
  /** Whether a bin shows how many values it holds, or which share of its series; `count` unless given. */
  readonly show?: 'count' | 'share' | undefined
  /** Bins of equal width in the logarithm with `log`; `linear` unless given. */
  readonly xScale?: 'linear' | 'log' | undefined
}

export interface EcdfOptions<C, O> extends DistributionOptions<C, O> {
  readonly xScale?: 'linear' | 'log' | undefined
}

export interface DensityOptions<C, O> extends DistributionOptions<C, O> {
  /** The standard deviation of the kernels, in shown units; by Silverman's rule for each series unless given. */
  readonly width?: number | undefined
}
