import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, lines }) => {
  const tuned = runs.select({ each: ['dataset', 'tactic', 'optimizer'], by: 'val.accuracy', max: true })

  lines('facets', tuned.only({ optimizer: 'adam' }), {
    y: 'history.val_loss',
    by: 'tactic',
    facet: 'dataset',
    size: 'text',
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning' },
    yLabel: 'validation loss',
  })
})
