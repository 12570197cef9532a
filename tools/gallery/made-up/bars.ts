import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, bars }) => {
  const tuned = runs.select({ each: ['dataset', 'tactic', 'optimizer'], by: 'val.accuracy', max: true })

  bars('bars', tuned.only({ optimizer: 'adam' }), {
    x: 'dataset',
    by: 'tactic',
    y: 'test.error',
    as: 'percent',
    error: 'ci95',
    annotations: [{ y: 12.5, label: 'published' }],
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning' },
  })
})
