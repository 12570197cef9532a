import { mean as meanOf, sd } from 'bocas'
import { defineFigures } from '@bocas/figures'
import { nestedAccuracy } from './nested'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, bars, scatter, table, fact, mean }) => {
  // Settings are chosen by validation accuracy; what is shown is measured on test folds.
  const chosen = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })
  const tactics = chosen.groupBy('tactic')

  table('tactics', chosen, { rows: 'tactic', show: ['test.accuracy', 'test.macroF1'], better: 'max', as: 'percent' })
  bars('tactics', chosen, { y: ['test.accuracy', 'test.macroF1'], by: 'tactic', as: 'percent' })
  scatter('validation', runs, { x: 'val.accuracy', y: 'test.accuracy', by: 'tactic', as: 'percent' })

  for (const { label, runs: of } of tactics) {
    fact(`${label}.accuracy`, mean(of, 'test.accuracy'), { as: 'percent' })
    fact(`${label}.macroF1`, mean(of, 'test.macroF1'), { as: 'percent' })
  }
})
