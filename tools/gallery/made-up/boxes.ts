import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, boxes }) => {
  boxes('boxes', runs.only({ optimizer: 'adam' }), {
    x: 'dataset',
    by: 'tactic',
    y: 'test.accuracy',
    as: 'percent',
    over: 'model.lr',
    size: 'text',
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning' },
  })
})
