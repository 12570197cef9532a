import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, lines, table, fact, mean }) => {
  const tuned = runs.select({ by: 'val.accuracy', max: true })
  lines('curves', runs, { y: 'history.val_accuracy', by: 'alpha', band: 'sd' })
  table('accuracy', runs, { rows: 'alpha', show: ['val.accuracy', 'test.accuracy'], better: 'max', as: 'percent' })
  fact('accuracy', mean(tuned, 'test.accuracy'), { as: 'percent' })
})
