import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, bars }) => {
  const tuned = runs.select({ each: ['dataset', 'tactic', 'optimizer'], by: 'val.accuracy', max: true })

  bars('facet-bars', tuned, {
    x: 'tactic',
    y: 'test.error',
    by: 'optimizer',
    facet: 'dataset',
    as: 'percent',
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning', sgd: 'SGD', adam: 'Adam' },
  })
})
