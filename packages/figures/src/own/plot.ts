import { type ChartConfiguration } from 'chart.js'
import { ProblemsError } from 'bocas/internal'
import { type Typography } from '../figure/figure'
import { figureSize } from '../kit/plots/frame'
import { type FigureOptions } from '../kit/plots/figure-options'
import { checkOwnOptions, toCsvRows, type OwnFigureOptions } from './options'
import { type OwnChart } from './own-figure'

/** What `plot` takes beside the configuration. */
export interface PlotOwnOptions extends OwnFigureOptions, Pick<FigureOptions<unknown>, 'size' | 'height'> {}

/** A chart of one's own. @throws Error that says what is wrong with it. */
export function makePlot(
  name: string,
  config: ChartConfiguration,
  options: PlotOwnOptions,
  { draft, typography }: { readonly typography: Typography; readonly draft?: string },
): OwnChart {
  checkOwnOptions(options, ['size', 'height'], 'a plot')
  if (config === null || typeof config !== 'object' || typeof (config as { data?: unknown }).data !== 'object')
    throw new ProblemsError({
      message: 'a plot is a configuration of chart.js',
      hint: "as in { type: 'bar', data: { labels: ['a', 'b'], datasets: [{ data: [1, 2] }] } }",
    })
  return {
    kind: 'chart',
    name,
    size: figureSize(options),
    ...typography,
    config,
    alt: options.alt,
    ...(draft === undefined ? {} : { draft }),
    ...(options.data === undefined ? {} : { csv: toCsvRows(options.data) }),
  }
}
