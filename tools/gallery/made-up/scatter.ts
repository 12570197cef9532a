import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, scatter }) => {
  scatter('scatter', runs.only({ dataset: 'digits' }), {
    x: 'val.accuracy',
    y: 'test.accuracy',
    by: 'tactic',
    as: 'percent',
    xAs: 'percent',
    identity: true,
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning' },
  })
})
