import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, histogram }) => {
  histogram('histogram', runs, {
    x: 'test.accuracy',
    by: 'tactic',
    over: ['optimizer', 'model.lr'],
    as: 'percent',
    labels: { mlp: 'MLP', cnn: 'CNN' },
  })
})
