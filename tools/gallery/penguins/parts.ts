import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, rows, stacks }) => {
  const chosen = runs.select({ each: 'tactic', by: 'val.accuracy', max: true, tie: 'first' })

  stacks('parts', rows(chosen.only({ tactic: { name: 'forest' } }), 'confusion', 'actual'), {
    x: 'confusion.actual',
    // Columns that are named by values: the types do not know them.
    y: ['confusion.Adelie', 'confusion.Chinstrap', 'confusion.Gentoo'] as never[],
    show: 'share',
    labels: {
      'confusion.Adelie': 'Adelie',
      'confusion.Chinstrap': 'Chinstrap',
      'confusion.Gentoo': 'Gentoo',
      actual: 'actual species',
    },
    yLabel: 'taken for (%)',
  })
})
