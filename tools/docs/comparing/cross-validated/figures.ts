import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, compare, table, fact }) => {
  const main = compare(runs, {
    rows: 'tactic',
    metric: 'test.accuracy',
    better: 'max',
    paired: 'seed',
    resampled: { test: 1, train: 4, folds: 'folds.test' },
  })

  table('main', main, { as: 'percent' })
  fact('gain', main.gap('ours', 'forest'), { as: 'points' })
})
