import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, strips }) => {
  const chosen = runs.select({ each: 'tactic', by: 'val.accuracy', max: true, tie: 'first' })
  strips('every-run', chosen, {
    x: 'tactic',
    y: 'test.accuracy',
    as: 'percent',
    labels: { forest: 'random forest', neighbours: 'nearest neighbours', logistic: 'logistic regression' },
  })
})
