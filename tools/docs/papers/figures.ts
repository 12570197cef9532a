import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, lines, table, fact, mean, difference, ratio, count, label }) => {
  const tuned = runs.select({ each: 'optimizer', by: 'val.accuracy', max: true })
  lines('curves', tuned, { y: 'history.val_loss', by: 'optimizer' })
  table('scores', tuned, { rows: 'optimizer', show: 'test.accuracy', better: 'max', as: 'percent' })

  const [adam, sgd] = [tuned.only({ optimizer: 'adam' }), tuned.only({ optimizer: 'sgd' })]
  const [ours, theirs] = [mean(adam, 'test.accuracy'), mean(sgd, 'test.accuracy')]
  fact('adam.accuracy', ours, { as: 'percent' }) // 93.94 ± 0.14 %
  fact('gain', difference(ours, theirs), { as: 'points' }) // 5.00 ± 0.11
  fact('slowdown', ratio(mean(adam, 'seconds'), mean(sgd, 'seconds')), { error: 'none' }) // 1.6 ×
  fact('rival', label('plain SGD', sgd))
  fact('runs', count(tuned, { of: runs })) // 6 of 18
})
