import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, lines }) => {
  lines('rates', runs.only({ dataset: 'letters', tactic: { name: 'finetune' } }), {
    y: 'test.error',
    x: 'model.lr',
    by: 'optimizer',
    xScale: 'log',
    yScale: 'log',
    as: 'percent',
    annotations: [{ x: 0.01, label: 'default' }],
    labels: { sgd: 'SGD', adam: 'Adam', lr: 'learning rate' },
  })
})
