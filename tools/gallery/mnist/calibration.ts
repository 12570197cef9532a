import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, calibration }) => {
  const best = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })

  calibration('calibration', best, {
    table: 'predictions',
    probability: 'confidence',
    actual: 'digit',
    predicted: 'predicted',
    by: 'tactic',
    labels: { mlp: 'MLP', cnn: 'CNN' },
  })
})
