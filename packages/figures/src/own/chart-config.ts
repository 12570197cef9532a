import { type ChartConfiguration, type ChartDataset } from 'chart.js'
import { styleOf, withOpacity } from '../chartjs/surface/palette'

/** What the files need, whatever a configuration says: one drawing, at once, of this size. */
const FORCED = {
  animation: false,
  responsive: false,
  maintainAspectRatio: false,
  devicePixelRatio: 1,
  events: [],
} as const

/** The configuration as it is drawn: a copy with our colours where it names none, without animation. The author's stays as it is. */
export function configToDraw(config: ChartConfiguration): ChartConfiguration {
  const { data } = config
  return {
    ...config,
    data: { ...data, datasets: data.datasets.map((one, index) => withColours(one, one.type ?? config.type, index)) },
    options: { ...config.options, ...FORCED },
  } as unknown as ChartConfiguration
}

const COLOURS = ['backgroundColor', 'borderColor', 'pointBackgroundColor', 'pointBorderColor']
/** Kinds of charts in which each value of a dataset has a colour of its own. */
const BY_VALUE = ['pie', 'doughnut', 'polarArea']

function withColours(dataset: ChartDataset, type: string, index: number): ChartDataset {
  if (COLOURS.some((name) => name in dataset)) return { ...dataset }
  if (BY_VALUE.includes(type)) {
    const values = Array.isArray(dataset.data) ? dataset.data.length : 0
    return {
      ...dataset,
      backgroundColor: Array.from({ length: values }, (_, at) => colourOf(at)),
      borderColor: '#ffffff',
    }
  }
  const colour = colourOf(index)
  const isArea = (dataset as { fill?: unknown }).fill !== undefined || type === 'radar'
  return {
    ...dataset,
    borderColor: colour,
    backgroundColor: isArea ? withOpacity(colour, 0.2) : colour,
  }
}

const colourOf = (index: number): string => styleOf({ color: index, shape: index }).color
