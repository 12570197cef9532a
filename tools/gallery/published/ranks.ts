import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, ranks }) => {
  ranks('ranks', runs, { metric: 'auc', rows: 'method', per: 'dataset', better: 'max' })
})
