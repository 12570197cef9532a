import { mean as meanOf, sd, type Runs } from 'bocas'
import { defineFigures } from '@bocas/figures'
import { nestedAccuracy } from './nested'
import type { run } from './run'

const labels: Readonly<Record<string, string>> = {
  forest: 'random forest',
  neighbours: 'nearest neighbours',
  logistic: 'logistic regression',
  'val.accuracy': 'validation accuracy',
  'test.macroF1': 'test macro F1',
}
/** What a draft shows for a name that no result gives yet. */
const NOT_YET = '—'
/** The metric that decides. */
const ACCURACY = { metric: 'test.accuracy' } as const

export default defineFigures<typeof run>(({ runs, compare, table, boxes, fact, mean }) => {
  // settings are chosen by their validation folds; what is shown comes from the test folds
  const chosen = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })

  // A seed deals the same folds to every method, so equal seeds are pairs. One computation for table, marks and text.
  const methods = compare(chosen, {
    rows: 'tactic',
    metric: ['test.accuracy', 'test.macroF1'],
    better: 'max',
    paired: 'seed',
    family: 'methods',
    labels,
  })
  table('methods', methods, { as: 'percent' })
  const [first, next] = [methods.best(ACCURACY), methods.second(ACCURACY)]
  fact('best', first)
  fact('second', next)
  fact('gap', methods.gap(first, next, ACCURACY), { as: 'points' })

  boxes('spread', chosen, { x: 'tactic', y: 'test.accuracy', as: 'percent', labels })

  for (const { label, runs: setting } of chosen.groupBy('tactic')) {
    fact(`${label}.accuracy`, mean(setting, 'test.accuracy'), { as: 'percent' })
  }
  for (const { label, runs: settings } of runs.groupBy('tactic')) {
    fact(`${label}.nested`, nestedEstimate(settings), { as: 'percent' })
  }

  const [any] = runs
  const { penguins, leftOut, sexUnknown } = any?.get('data') ?? { penguins: 0, leftOut: 0, sexUnknown: 0 }
  fact('runs', { label: String(runs.length), runs: idsOf(runs) })
  fact('folds', { label: String(any?.config.folds ?? NOT_YET), runs: idsOf(runs) })
  fact('penguins', { count: penguins, of: penguins + leftOut, runs: idsOf(runs) })
  fact('sexUnknown', { count: sexUnknown, of: penguins, runs: idsOf(runs) })
})

type Penguins = Runs<Parameters<typeof run>[0], Awaited<ReturnType<typeof run>>>

/**
 * Over seeds: the accuracy of a tactic whose setting is chosen anew in every fold (nested.ts). A draft leaves seeds out
 * that lack a setting.
 */
function nestedEstimate(settings: Penguins) {
  const seeds = settings.groupBy('seed')
  const values = seeds
    .filter(({ runs }) => runs.holes.length === 0)
    .map(({ runs }) =>
      nestedAccuracy(runs.map((result) => ({ val: result.column('folds.val'), test: result.column('folds.test') }))),
    )
  const mean = values.length === 0 ? NaN : meanOf(values)
  return { mean, sd: sd(values), n: values.length, of: seeds.length, runs: idsOf(settings) }
}

function idsOf(runs: Penguins): string[] {
  return runs.map(({ task, name }) => `${task}/${name}`)
}
