import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, boxes }) => {
  const tuned = runs.select({ each: ['dataset', 'tactic', 'optimizer'], by: 'val.accuracy', max: true })

  boxes('strips', tuned.only({ optimizer: 'adam' }), {
    x: 'dataset',
    by: 'tactic',
    y: 'test.accuracy',
    as: 'percent',
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning' },
  })
})
