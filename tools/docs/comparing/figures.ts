import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, compare, table, fact }) => {
  const tuned = runs.select({ each: 'optimizer', by: 'val.accuracy', max: true })
  const main = compare(tuned, { rows: 'optimizer', metric: 'test.accuracy', better: 'max', labels: { adam: 'Adam' } })

  table('main', main, { as: 'percent' })
  fact('best', main.best())
  fact('gain', main.gap(main.best(), main.second()), { as: 'points' })
  fact('wins', main.wins('adam'))
})
