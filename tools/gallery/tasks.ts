import { defineFigures } from '@bocas/figures'
import type { run as mnist } from '../../tasks/mnist/run'
import type { run as penguins } from '../../tasks/penguins/run'

const labels = {
  mlp: 'MLP',
  cnn: 'CNN',
  adam: 'Adam',
  forest: 'random forest',
  neighbours: 'nearest neighbours',
  logistic: 'logistic regression',
  lr: 'learning rate',
  'val.accuracy': 'validation accuracy',
}

/** The figures of docs/gallery.md that show the results of this repository's own tasks. */
export default defineFigures<{ mnist: typeof mnist; penguins: typeof penguins }>(
  ({ runs, histogram, ecdf, density }) => {
    const digits = runs.only({ task: 'mnist' })
    const birds = runs.only({ task: 'penguins' })

    // # Histograms
    // How many runs have a metric in each bin. The bins are the same for all series and panels; `over` names the keys over which runs go together, as for a mean.
    histogram('histogram', digits, {
      x: 'test.accuracy',
      by: 'tactic',
      over: ['optimizer', 'model.lr'],
      as: 'percent',
      labels,
    })

    // # Distribution functions
    // Nothing is binned or smoothed: each value is a step.
    ecdf('ecdf', birds, { x: 'test.error', by: 'tactic', over: 'tactic', as: 'percent', labels })

    // # Densities
    // Gaussian kernels, from ten values on. Of fewer there is none: `ecdf` and `strips` show each value.
    density('density', birds, { x: 'test.macroF1', by: 'tactic', over: 'tactic', labels, xLabel: 'test macro F1' })
  },
)
