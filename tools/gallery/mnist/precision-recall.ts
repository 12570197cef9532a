import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, precisionRecall }) => {
  const best = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })

  precisionRecall('precision-recall', best, {
    table: 'predictions',
    actual: 'digit',
    positive: 9,
    score: 'nine',
    by: 'tactic',
    labels: { mlp: 'MLP', cnn: 'CNN' },
  })
})
