import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, pareto }) => {
  pareto('pareto', runs.only({ dataset: 'digits', optimizer: 'adam' }), {
    x: 'milliseconds',
    y: 'test.accuracy',
    better: { x: 'min', y: 'max' },
    by: 'tactic',
    nameBy: 'model.lr',
    as: 'percent',
    xScale: 'log',
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning' },
    xLabel: 'milliseconds per image',
  })
})
