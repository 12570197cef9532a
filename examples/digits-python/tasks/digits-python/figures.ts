import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, lines, table, fact, mean }) => {
  const tuned = runs.select({ each: 'loss', by: 'val.accuracy', max: true })
  lines('curves', tuned, { y: 'history.val_accuracy', by: 'loss', band: 'sd' })
  table('accuracy', runs, { rows: 'loss', cols: 'alpha', show: 'test.accuracy', better: 'max', as: 'percent' })
  fact('log-loss.accuracy', mean(tuned.only({ loss: 'log_loss' }), 'test.accuracy'), { as: 'percent' })
})
