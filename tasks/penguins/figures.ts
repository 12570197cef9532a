import { mean as meanOf, sd, type Runs } from 'bocas'
import { defineFigures } from '@bocas/figures'
import { nestedAccuracy } from './nested'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, table, bars, scatter, fact, mean }) => {
  const labels = {
    forest: 'random forest',
    neighbours: 'nearest neighbours',
    logistic: 'logistic regression',
    'test.macroF1': 'test macro F1',
  }
  // settings are chosen by their validation folds; what is shown comes from the test folds
  const chosen = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })

  table('tactics', chosen, {
    rows: 'tactic',
    show: ['test.accuracy', 'test.macroF1'],
    better: 'max',
    as: 'percent',
    labels,
  })
  // errors rather than accuracies: bars start at zero, and bars of 97 to 99 % would look the same
  bars('errors', chosen, { x: 'tactic', y: 'test.error', as: 'percent', labels, yLabel: 'wrong on test folds (%)' })
  scatter('validation', runs, { x: 'val.accuracy', y: 'test.accuracy', by: 'tactic', as: 'percent', labels })

  const tactics = chosen.groupBy('tactic').filter((tactic) => tactic.runs.length > 0)
  for (const { label, runs } of tactics) {
    fact(`${label}.accuracy`, mean(runs, 'test.accuracy'), { as: 'percent' })
    fact(`${label}.macroF1`, mean(runs, 'test.macroF1'), { as: 'percent' })
  }
  for (const { label, runs: settings } of runs.groupBy('tactic')) {
    if (settings.length > 0) fact(`${label}.nested`, nestedEstimate(settings), { as: 'percent' })
  }

  const [best] = tactics
    .map((tactic) => ({ ...tactic, accuracy: mean(tactic.runs, 'test.accuracy') }))
    .sort((a, b) => b.accuracy.mean - a.accuracy.mean)
  if (best !== undefined) {
    fact('best', { label: labels[best.label as keyof typeof labels], runs: idsOf(chosen) })
    fact('best.accuracy', best.accuracy, { as: 'percent' })
    fact('best.macroF1', mean(best.runs, 'test.macroF1'), { as: 'percent' })
  }

  fact('runs', { label: String(runs.length), runs: idsOf(runs) })
  const [first] = runs
  if (first !== undefined) {
    const { penguins, leftOut, sexUnknown } = first.get('data')
    fact('penguins', { count: penguins, of: penguins + leftOut, runs: idsOf(runs) })
    fact('sexUnknown', { count: sexUnknown, of: penguins, runs: idsOf(runs) })
  }
})

type Penguins = Runs<Parameters<typeof run>[0], Awaited<ReturnType<typeof run>>>

/** Over seeds: the accuracy of a tactic whose setting is chosen anew in every fold (nested.ts). */
function nestedEstimate(settings: Penguins) {
  const values = settings
    .groupBy('seed')
    .filter(({ runs }) => runs.length > 0)
    .map(({ runs }) =>
      nestedAccuracy(runs.map((result) => ({ val: result.column('folds.val'), test: result.column('folds.test') }))),
    )
  return { mean: meanOf(values), sd: sd(values), n: values.length, runs: idsOf(settings) }
}

function idsOf(runs: Penguins): string[] {
  return runs.map(({ task, name }) => `${task}/${name}`)
}
