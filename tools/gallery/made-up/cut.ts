import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, bars }) => {
  const tuned = runs.select({ each: ['dataset', 'tactic', 'optimizer'], by: 'val.accuracy', max: true })

  bars('cut', tuned.only({ optimizer: 'adam' }), {
    x: 'dataset',
    by: 'tactic',
    y: 'test.error',
    as: 'percent',
    yRange: { max: 17 },
    labels: { finetune: 'fine-tuning', distill: 'distillation', prune: 'pruning' },
  })
})
