import type { ChartConfiguration } from 'chart.js'
import { ProblemsError } from 'bocas/internal'
import type { Typography } from '../figure/frame'
import { figureSize } from '../kit/plots/frame'
import type { FigureOptions } from '../kit/plots/figure-options'
import { checkOwnOptions, toCsvRows, type OwnFigureOptions } from './options'
import type { OwnChart } from './own-figure'

/** What `plot` takes beside the configuration. */
export interface PlotOwnOptions extends OwnFigureOptions, Pick<FigureOptions<unknown>, 'size' | 'height'> {}

/** A chart of one's own. @throws Error that says what is wrong with it. */
export function makePlot(
  name: string,
  config: ChartConfiguration,
  options: PlotOwnOptions,
  { draft, typography }: { readonly typography: Typography; readonly draft?: string | undefined },
): OwnChart {
  checkOwnOptions(options, ['size', 'height'], 'a plot')
  checkConfig(config)
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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object'

/** What chart.js takes for granted, and would end over in the middle. @throws Error that says what a configuration is. */
function checkConfig(config: unknown): asserts config is ChartConfiguration {
  const data = isObject(config) ? config['data'] : undefined
  const wrong =
    !isObject(config) || !isObject(data)
      ? ''
      : typeof config['type'] !== 'string'
        ? ', and this one has no `type`'
        : !Array.isArray(data['datasets']) || !data['datasets'].every(isObject)
          ? ', and `data.datasets` is no list of datasets'
          : data['labels'] !== undefined && !Array.isArray(data['labels'])
            ? ', and `data.labels` is no list'
            : undefined
  if (wrong !== undefined)
    throw new ProblemsError({
      message: `a plot is a configuration of chart.js${wrong}`,
      hint: "as in { type: 'bar', data: { labels: ['a', 'b'], datasets: [{ data: [1, 2] }] } }",
    })
}
