import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, panels }) => {
  const labels = { mlp: 'MLP', cnn: 'CNN', lr: 'learning rate' }
  const best = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })

  panels('panels', { size: 'text', height: 60 }, ({ lines, bars, roc }) => {
    lines('validation loss', best, { y: 'history.val_loss', by: 'tactic', labels })
    bars('test error', runs, {
      y: 'test.error',
      x: 'model.lr',
      by: 'tactic',
      over: 'optimizer',
      as: 'percent',
      labels,
    })
    roc('nines', best, { table: 'predictions', actual: 'digit', positive: 9, score: 'nine', by: 'tactic', labels })
  })
})
