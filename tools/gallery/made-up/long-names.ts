import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, bars }) => {
  const tuned = runs.select({ each: ['dataset', 'tactic', 'optimizer'], by: 'val.accuracy', max: true })

  bars('long-names', tuned.only({ dataset: 'digits' }), {
    x: ['tactic', 'optimizer'],
    y: 'test.error',
    as: 'percent',
    labels: {
      sgd: 'SGD',
      adam: 'Adam',
      finetune: 'fine-tuning of everything',
      distill: 'distillation from an ensemble',
      prune: 'magnitude pruning, iteratively',
    },
  })
})
