import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, parallel }) => {
  parallel('parallel', runs, {
    axes: ['tactic', 'optimizer', 'model.lr', 'val.accuracy'],
    as: 'percent',
    labels: { mlp: 'MLP', cnn: 'CNN', adam: 'Adam', lr: 'learning rate', 'val.accuracy': 'validation accuracy' },
    size: 'text',
  })
})
