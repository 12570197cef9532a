import { defineFigures } from '@bocas/figures'
import type { run as mnist } from '../tasks/mnist/run'
import type { run as penguins } from '../tasks/penguins/run'

export default defineFigures<{ mnist: typeof mnist; penguins: typeof penguins }>(({ runs, compare, table, fact }) => {
  const labels = { ours: 'Ours', cutmix: 'CutMix', mixup: 'Mixup', seconds: 'time' }

  table('all', runs, {
    rows: 'tactic',
    cols: 'task',
    show: ['test.accuracy', 'test.loss', 'seconds'],
    better: { 'test.accuracy': 'max', 'test.loss': 'min', seconds: 'none' },
    as: { 'test.accuracy': 'percent' },
    units: { seconds: 's' },
    digits: { seconds: 0 },
    labels,
    width: 'text',
  })

  const main = compare(runs, {
    rows: 'tactic',
    per: 'task',
    metric: 'test.accuracy',
    better: 'max',
    against: 'ours',
    labels,
  })
  table('main', main, { as: 'percent' })

  const rival = main.best({ except: 'ours' })
  fact('rival', rival)
  fact('gain', main.gap('ours', rival, { per: 'mnist' }), { as: 'points' })
  fact('wins', main.wins('ours', { significantly: true }))
})
