import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, ecdf }) => {
  ecdf('ecdf', runs, {
    x: 'test.error',
    by: 'tactic',
    over: 'tactic',
    as: 'percent',
    labels: { forest: 'random forest', neighbours: 'nearest neighbours', logistic: 'logistic regression' },
  })
})
