import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, lines }) => {
  const tuned = runs.select({ each: ['dataset', 'tactic', 'optimizer'], by: 'val.accuracy', max: true })
  const digits = tuned.only({ dataset: 'digits', optimizer: 'adam' })

  lines('stopped', digits, {
    y: 'stopped.loss',
    x: 'stopped.step',
    by: 'tactic',
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning' },
    yLabel: 'validation loss',
  })
})
