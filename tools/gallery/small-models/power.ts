import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, power }) => {
  power('power', runs.only({ problem: 'all digits', method: ['neighbour', 'logistic with momentum'] }), {
    x: 'images',
    y: 'test.error',
    by: 'method',
    labels: { neighbour: 'nearest neighbour', 'logistic with momentum': 'logistic regression' },
    xLabel: 'training images $N$',
    yLabel: 'test error, $E \\propto N^{-\\alpha}$',
  })
})
