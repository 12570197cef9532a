import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(
  ({ runs, imported, table, fact, mean }) => {
    const old = imported('../../imported/old.jsonl', { year: '2023' })
    const all = runs.only({ model: { lr: 0.01 } }).join(old)
    table('joined', all, { rows: ['optimizer', 'year'], show: 'test.accuracy', better: 'max', as: 'percent' })
    fact('before', mean(old, 'test.accuracy'), { as: 'percent' })
  },
  { data: ['../../imported/old.jsonl'] },
)
