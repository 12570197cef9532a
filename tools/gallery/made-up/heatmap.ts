import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, heatmap }) => {
  heatmap('heatmap', runs.only({ dataset: 'garments', optimizer: 'adam' }), {
    x: 'model.lr',
    y: 'tactic',
    show: 'val.accuracy',
    as: 'percent',
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning', lr: 'learning rate' },
  })
})
