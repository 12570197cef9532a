import { defineFigures } from './define-figures'

interface Config {
  readonly tactic: { readonly name: 'ours' } | { readonly name: 'cutmix' } | { readonly name: 'mixup' }
  readonly seed: number
}
interface Output {
  readonly test: { readonly accuracy: number; readonly loss: number }
  readonly seconds: number
}
type Run = (config: Config) => Output

/** One computation for table, marks and text, as an author writes it in paper/figures.ts. */
export const comparison = defineFigures<{ mnist: Run; penguins: Run }>(({ runs, compare, table, fact }) => {
  const labels = { ours: 'Ours', cutmix: 'CutMix', mixup: 'Mixup', seconds: 'time' }
  const options = { rows: 'tactic', per: 'task', metric: 'test.accuracy', better: 'max', labels } as const
  const main = compare(runs, { ...options, against: 'ours' })
  table('main', main, { as: 'percent' })

  const rival = main.best({ except: 'ours' })
  fact('rival', rival)
  fact('gain', main.gap('ours', rival, { per: 'mnist' }), { as: 'points' })
  fact('wins', main.wins('ours', { significantly: true }))

  table('all', runs, {
    rows: 'tactic',
    cols: 'task',
    show: ['test.accuracy', 'test.loss', 'seconds'],
    better: { 'test.accuracy': 'max', 'test.loss': 'min', seconds: 'none' },
    as: { 'test.accuracy': 'percent' },
    units: { seconds: 's' },
    digits: { seconds: 0 },
    labels,
    width: 'text',
  })
})
