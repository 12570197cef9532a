import { defineFigures } from '@bocas/figures'
import { mean as meanOf } from 'bocas'
import type { run as mnist } from '../tasks/mnist/run'
import type { run as penguins } from '../tasks/penguins/run'

const labels = {
  mnist: 'digits',
  task: 'task',
  tactic: 'method',
  mlp: 'MLP',
  cnn: 'CNN',
  forest: 'random forest',
  neighbours: 'nearest neighbours',
  logistic: 'logistic regression',
  'val.accuracy': 'validation accuracy',
  'test.accuracy': 'test accuracy',
}

/** What spans both tasks. */
export default defineFigures<{ mnist: typeof mnist; penguins: typeof penguins }>(
  ({ runs, scatter, table, fact, claim, mean, difference, count }) => {
    const chosen = runs.select({ each: ['task', 'tactic'], by: 'val.accuracy', max: true })

    // Nothing competes here: the two tasks have nothing in common but the way they are evaluated.
    table('overview', chosen, {
      rows: ['task', 'tactic'],
      show: ['val.accuracy', 'test.accuracy'],
      better: 'none',
      optimistic: true,
      as: 'percent',
      digits: 1,
      labels,
    })
    scatter('selection', runs, {
      x: 'val.accuracy',
      y: 'test.accuracy',
      by: 'task',
      as: 'percent',
      xAs: 'percent',
      identity: true,
      height: 52,
      labels,
    })

    // How much the metric that a setting was chosen by flatters it.
    const optimism = chosen.groupBy('tactic').flatMap(({ label, runs: ofTactic }) => {
      if (ofTactic.length === 0) return []
      const validated = mean(ofTactic, 'val.accuracy', { optimistic: true })
      return [[label, difference(validated, mean(ofTactic, 'test.accuracy'))] as const]
    })
    for (const [label, value] of optimism) fact(`optimism.${label}`, value, { as: 'points', digits: 1 })
    claim('optimism.small', Object.fromEntries(optimism), { between: [-0.02, 0.02], as: 'points' })

    // Whether validation and test accuracy rise together over all settings and seeds.
    const together = runs.groupBy('task').map(({ label, runs: ofTask }) => ({
      label,
      r: correlation(ofTask.map((result) => [result.get('val').accuracy, result.get('test').accuracy])),
    }))
    claim('selection.together', {
      holds: together.every(({ r }) => r > 0.9),
      found: together.map(({ label, r }) => `r = ${r.toFixed(3)} for ${label}`).join(', '),
      runs: runs.map(({ task, name }) => `${task}/${name}`),
    })
    fact('runs', count(runs))
  },
)

/** Pearson's correlation. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const [a, b] = [meanOf(pairs.map(([x]) => x)), meanOf(pairs.map(([, y]) => y))]
  const sum = (term: (x: number, y: number) => number) => pairs.reduce((all, [x, y]) => all + term(x - a, y - b), 0)
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y))
}
