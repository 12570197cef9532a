import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, violins }) => {
  violins('violins', runs.only({ dataset: 'letters' }), {
    x: 'tactic',
    y: 'test.accuracy',
    as: 'percent',
    over: ['optimizer', 'model.lr'],
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning' },
  })
})
