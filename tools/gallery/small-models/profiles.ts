import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, profiles }) => {
  profiles('profiles', runs.only({ images: 100 }), {
    x: 'test.accuracy',
    by: 'method',
    per: 'problem',
    as: 'percent',
    labels: { neighbour: 'nearest neighbour', mean: 'nearest mean', 'logistic with momentum': 'logistic regression' },
  })
})
