import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, confusion }) => {
  const best = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })
  confusion('confusion', best.only({ tactic: { name: 'mlp' } }), {
    table: 'predictions',
    actual: 'digit',
    predicted: 'predicted',
    digits: 0,
    height: 75,
  })
})
