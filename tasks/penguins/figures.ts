import type { Runs } from 'bocas'
import { defineFigures } from '@bocas/figures'
import { nestedAccuracy } from './nested'
import type { run } from './run'

const labels: Readonly<Record<string, string>> = {
  tactic: 'method',
  forest: 'random forest',
  neighbours: 'nearest neighbours',
  logistic: 'logistic regression',
  'val.accuracy': 'validation accuracy',
  'test.macroF1': 'test macro F1',
}
/** The metric that decides. */
const ACCURACY = { metric: 'test.accuracy' } as const

export default defineFigures<typeof run>(({ runs, compare, table, boxes, fact, mean, count, shared }) => {
  // settings are chosen by their validation folds; what is shown comes from the test folds
  // of settings with equal validation accuracy the first in the sweep is taken
  const chosen = runs.select({ each: 'tactic', by: 'val.accuracy', max: true, tie: 'first' })

  // A seed deals the same folds to every method, so equal seeds are pairs. The folds of all seeds are of the same birds: each
  // model was tested on one of five parts and trained on three. A run is a mean over its folds, in which the differences between
  // birds are gone, so the test goes by the folds. One computation for table, marks and text.
  const methods = compare(chosen, {
    rows: 'tactic',
    metric: ['test.accuracy', 'test.macroF1'],
    better: 'max',
    paired: 'seed',
    resampled: {
      test: 1,
      train: 3,
      folds: { 'test.accuracy': 'folds.test', 'test.macroF1': 'folds.macroF1' },
    },
    family: 'methods',
    labels,
  })
  table('methods', methods, { as: 'percent', digits: 1 })
  const [first, next] = [methods.best(ACCURACY), methods.second(ACCURACY)]
  fact('best', first)
  fact('second', next)
  fact('gap', methods.gap(first, next, ACCURACY), { as: 'points' })

  boxes('spread', chosen, { x: 'tactic', y: 'test.accuracy', as: 'percent', labels })

  for (const { label, runs: setting } of chosen.groupBy('tactic')) {
    fact(`${label}.accuracy`, mean(setting, 'test.accuracy'), { as: 'percent', digits: 1 })
  }
  for (const { label, runs: settings } of runs.groupBy('tactic')) {
    // Over seeds: the accuracy of a tactic whose setting is chosen anew in every fold (nested.ts).
    fact(
      `${label}.nested`,
      mean(settings.groupBy('seed'), ({ runs: ofSeed }) => nested(ofSeed)),
      { as: 'percent', digits: 1 },
    )
  }

  fact('runs', count(runs))
  fact(
    'folds',
    shared(runs, ({ config }) => config.folds),
  )
  fact(
    'penguins',
    shared(runs, (result) => {
      const { penguins, leftOut } = result.get('data')
      return { count: penguins, of: penguins + leftOut }
    }),
  )
  fact(
    'sexUnknown',
    shared(runs, (result) => {
      const { sexUnknown, penguins } = result.get('data')
      return { count: sexUnknown, of: penguins }
    }),
  )
})

type Penguins = Runs<Parameters<typeof run>[0], Awaited<ReturnType<typeof run>>>

function nested(settings: Penguins): number {
  return nestedAccuracy(
    settings.map((result) => ({ val: result.column('folds.val'), test: result.column('folds.test') })),
  )
}
