import { defineFigures } from '@bocas/figures'
import type { run as mnist } from '../tasks/mnist/run'
import type { run as penguins } from '../tasks/penguins/run'

const labels = {
  mnist: 'digits',
  task: 'task',
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
  ({ runs, scatter, table, fact, mean, difference, count }) => {
    const chosen = runs.select({ each: ['task', 'tactic'], by: 'val.accuracy', max: true })

    // Nothing competes here: the two tasks have nothing in common but the way they are evaluated.
    table('overview', chosen, {
      rows: ['task', 'tactic'],
      show: ['val.accuracy', 'test.accuracy'],
      better: 'none',
      optimistic: true,
      as: 'percent',
      labels,
    })
    scatter('selection', runs, {
      x: 'val.accuracy',
      y: 'test.accuracy',
      by: 'task',
      as: 'percent',
      xAs: 'percent',
      height: 48,
      labels,
    })

    // How much the metric that a setting was chosen by flatters it.
    for (const { label, runs: ofTactic } of chosen.groupBy('tactic')) {
      if (ofTactic.length === 0) continue
      const validated = mean(ofTactic, 'val.accuracy', { optimistic: true })
      fact(`optimism.${label}`, difference(validated, mean(ofTactic, 'test.accuracy')), { as: 'points' })
    }
    fact('runs', count(runs))
  },
)
