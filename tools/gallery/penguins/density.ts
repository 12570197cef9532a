import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, density }) => {
  density('density', runs, {
    x: 'test.macroF1',
    by: 'tactic',
    over: 'tactic',
    labels: { forest: 'random forest', neighbours: 'nearest neighbours', logistic: 'logistic regression' },
    xLabel: 'test macro F1',
  })
})
