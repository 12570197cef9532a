import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, confusion }) => {
  const chosen = runs.select({ each: 'tactic', by: 'val.accuracy', max: true, tie: 'first' })

  confusion('species', chosen, {
    table: 'confusion',
    actual: 'actual',
    // Columns that are named by values: the types do not know them.
    predicted: ['Adelie', 'Chinstrap', 'Gentoo'] as never[],
    facet: 'tactic',
    digits: 1,
    size: 'text',
    height: 45,
    labels: { forest: 'random forest', neighbours: 'nearest neighbours', logistic: 'logistic regression' },
  })
})
