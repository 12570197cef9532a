import { defineFigures } from '@bocas/figures'
import type { run } from './run'

const labels = { 'history.loss': 'training', 'history.val_loss': 'validation', sgd: 'SGD', adam: 'Adam' }

export default defineFigures<typeof run>(({ runs, lines, table, fact, count, mean }) => {
  lines('loss', runs, {
    y: ['history.loss', 'history.val_loss'],
    by: ['optimizer'],
    facet: 'model',
    xLabel: 'epoch',
    yLabel: 'loss',
    labels,
  })
  table('accuracy', runs, { rows: ['model', 'optimizer'], show: 'test.accuracy', better: 'max', as: 'percent', labels })
  fact('runs', count(runs))
  const best = runs.select({ each: 'model', by: 'val.accuracy', max: true, tie: 'first' })
  for (const { label, runs: ofModel } of best.groupBy('model')) {
    fact(`${label}.accuracy`, mean(ofModel, 'test.accuracy'), { as: 'percent' })
  }
})
