import type { Runs } from 'bocas/internal'
import type {
  BarsOptions,
  BoxesOptions,
  HeatmapOptions,
  LinesOptions,
  ParetoOptions,
  ScatterOptions,
} from './plots/figure-options'
import type { Kinds } from './plots/kinds'
import type { PanelsOptions } from './plots/panels'
import type { ChartConfiguration, ChartType, DefaultDataPoint } from 'chart.js'
import type { FigureFileOptions } from '../own/picture'
import type { RunsRead } from '../own/options'
import type { PlotOwnOptions } from '../own/plot'

/** The methods that draw one plot: each may stand alone, or be a panel of a figure of several. */
export interface Plots<C, O> extends Kinds<C, O> {
  /** A line plot: means over seeds with a band. */
  lines<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: LinesOptions<C2, O2>): void
  /** Grouped bars: means over seeds with error bars, and every run as a point. */
  bars<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: BarsOptions<C2, O2>): void
  /** Boxes: median, quartiles, whiskers to the last run within 1.5 interquartile ranges, and every run as a point. */
  boxes<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: BoxesOptions<C2, O2>): void
  /** Violins: median, a density between the extreme runs, and every run as a point. */
  violins<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: BoxesOptions<C2, O2>): void
  /** The mean over seeds of a metric for every pair of values of two keys, as shades and numbers. */
  heatmap<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: HeatmapOptions<C2, O2>): void
  /** One point per run. */
  scatter<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: ScatterOptions<C2, O2>): void
  /** One point per setting, its means over seeds, and the front of the settings that no other beats in both metrics. */
  pareto<C2 = C, O2 = O>(name: string, runs: Runs<C2, O2>, options: ParetoOptions<C2, O2>): void
}

/** All methods that make a figure. */
export interface KitFigures<C, O> extends Plots<C, O> {
  /**
   * Several plots of any kinds in one figure, each with axes and a legend of its own, under letters and titles:
   *
   * ```ts
   * panels('overview', { size: 'text' }, ({ lines, bars }) => {
   *   lines('learning curves', runs, { y: 'history.val_loss', by: 'tactic' })
   *   bars('test error', runs, { y: 'test.error', x: 'tactic' })
   * })
   * ```
   */
  panels(name: string, options: PanelsOptions, draw: (plots: Plots<C, O>) => void): void
  /**
   * A chart of your own, as a configuration of [chart.js](https://www.chartjs.org/docs/latest/configuration/): whatever its kinds and plugins can draw. It gets
   * our fonts, sizes in print and colours where it names none, and becomes PDF, SVG and PNG, with its data as CSV where that can be read off. Texts that overlap are a
   * warning.
   *
   * @param runs what it was made from: one selection of runs, or several.
   */
  plot<const T extends ChartType>(
    name: string,
    runs: RunsRead,
    config: ChartConfiguration<T, DefaultDataPoint<T>, unknown>,
    options: PlotOwnOptions,
  ): void
  /**
   * A picture that other code has made: `figureFile('map', { runs, svg, data, alt: '…' })`. The files are checked and kept as they are; a script in them, or
   * something that they load from elsewhere, is refused.
   */
  figureFile(name: string, options: FigureFileOptions): void
  /**
   * Has the program that `defineFigures(…, { program: command('python3 plot.py', …) })` names draw these runs, or all of them; once. It is given their results in a
   * folder and leaves figures, tables and facts, as docs/own-figures.md says. What it computes is words to us: nobody can compute it again without the program.
   */
  program<C2 = C, O2 = O>(runs?: Runs<C2, O2>): Promise<void>
  /** An empty folder of the job's own, for pictures on their way to `figureFile`; removed when all is drawn. */
  readonly dir: string
}
