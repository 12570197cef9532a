import { defineFigures } from '@bocas/figures'
import type { run } from './run'
import { drawWithVega } from './vega'

export default defineFigures<typeof run>(async ({ runs, rows, heatmap, plot, figureFile, mean }) => {
  const easy = runs.only({ method: 'nearest', noise: 0.1 })
  const confusion = rows(easy, 'confusion', ['truth', 'said'])
  heatmap('confusion', confusion, { y: 'confusion.truth', x: 'confusion.said', show: 'confusion.count' })

  const levels = runs.groupBy('noise')
  plot(
    'radar',
    runs,
    {
      type: 'radar',
      data: {
        labels: levels.map(({ label }) => `noise ${label}`),
        datasets: (['nearest', 'linear'] as const).map((method) => ({
          label: method,
          data: levels.map((level) => mean(level.runs.only({ method }), 'test.accuracy').mean),
        })),
      },
      options: { scales: { r: { min: 0.4, max: 1, ticks: { callback: (value) => `${100 * Number(value)} %` } } } },
    },
    { alt: 'Radar chart of the accuracy of both methods at three levels of noise; the nearest is ahead at each.' },
  )

  const points = runs.map(({ config, metric }) => ({ ...config, accuracy: metric('test.accuracy') }))
  figureFile('strips', {
    runs,
    svg: await drawWithVega({
      data: { values: points },
      mark: 'tick',
      encoding: {
        x: { field: 'accuracy', type: 'quantitative', scale: { zero: false } },
        y: { field: 'method', type: 'nominal' },
        row: { field: 'noise', type: 'nominal' },
      },
    }),
    data: points,
    alt: 'Strips of the accuracy of each run, a row for each level of noise; linear falls faster.',
  })
})
