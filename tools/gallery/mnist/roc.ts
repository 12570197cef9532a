import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, roc }) => {
  const best = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })

  roc('roc', best, {
    table: 'predictions',
    actual: 'digit',
    positive: 9,
    score: 'nine',
    by: 'tactic',
    labels: { mlp: 'MLP', cnn: 'CNN' },
  })
})
