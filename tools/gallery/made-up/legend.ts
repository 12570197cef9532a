import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, lines }) => {
  const tuned = runs.select({ each: ['dataset', 'tactic', 'optimizer'], by: 'val.accuracy', max: true })

  lines('legend', tuned.only({ dataset: 'digits' }), {
    y: 'history.val_loss',
    by: ['tactic', 'optimizer'],
    band: 'none',
    names: 'legend',
    yScale: 'log',
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning', sgd: 'SGD', adam: 'Adam' },
    yLabel: 'validation loss',
  })
})
