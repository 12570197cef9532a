import { defineFigures } from '@bocas/figures'
import type { run } from './results'

const labels = {
  finetune: 'fine-tuning',
  distill: 'distillation',
  prune: 'pruning',
  sgd: 'SGD',
  adam: 'Adam',
  lr: 'learning rate',
}

/** The figures of docs/gallery.md, each under a comment with its title. */
export default defineFigures<typeof run>(({ runs, lines, bars, boxes, violins, heatmap, scatter, pareto }) => {
  const tuned = runs.select({ each: ['dataset', 'tactic', 'optimizer'], by: 'val.accuracy', max: true })
  const digits = tuned.only({ dataset: 'digits', optimizer: 'adam' })

  // # Learning curves
  // Means over seeds with bands. The names stand at the ends of the lines where they fit.
  lines('curves', digits, {
    y: 'history.val_loss',
    by: 'tactic',
    annotations: [{ y: 0.5, label: 'majority class' }],
    labels,
    yLabel: 'validation loss',
  })

  // # Curves of different lengths
  // Runs that stop early, or log at other steps, are brought onto one grid: no point is a mean of values at different steps, and where fewer runs go on the
  // line is faint. The CSV has the number of runs of each point.
  lines('stopped', digits, { y: 'stopped.loss', x: 'stopped.step', by: 'tactic', labels, yLabel: 'validation loss' })

  // # A legend
  // With two keys the first one has colour and marker, so that a tactic looks the same in every figure, and the second dash and filling: each can be read off
  // without the other, in grey too. Names that do not fit at the ends are set above.
  lines('legend', tuned.only({ dataset: 'digits' }), {
    y: 'history.val_loss',
    by: ['tactic', 'optimizer'],
    band: 'none',
    names: 'legend',
    yScale: 'log',
    labels,
    yLabel: 'validation loss',
  })

  // # Grouped bars
  // Means with error bars, and every run as a point.
  bars('bars', tuned.only({ optimizer: 'adam' }), {
    x: 'dataset',
    by: 'tactic',
    y: 'test.error',
    as: 'percent',
    error: 'ci95',
    annotations: [{ y: 12.5, label: 'published' }],
    labels,
  })

  // # Few runs
  // Of fewer than ten runs quartiles say nothing: `boxes` draws each as a point, with their median.
  boxes('strips', tuned.only({ optimizer: 'adam' }), {
    x: 'dataset',
    by: 'tactic',
    y: 'test.accuracy',
    as: 'percent',
    labels,
  })

  // # Boxes
  // Median, quartiles, whiskers, and every run as a point. Here a box goes over learning rates too, and says so.
  boxes('boxes', runs.only({ optimizer: 'adam' }), {
    x: 'dataset',
    by: 'tactic',
    y: 'test.accuracy',
    as: 'percent',
    over: 'model.lr',
    size: 'text',
    labels,
  })

  // # Violins
  // Without `by`, the names below the axis have the colours that they have everywhere. Here a violin goes over settings, and says so.
  violins('violins', runs.only({ dataset: 'letters' }), {
    x: 'tactic',
    y: 'test.accuracy',
    as: 'percent',
    over: ['optimizer', 'model.lr'],
    labels,
  })

  // # A heatmap of two keys
  // The mean of a metric for each pair of values. Shades go evenly from light to dark, so a grey print keeps their order.
  heatmap('heatmap', runs.only({ dataset: 'garments', optimizer: 'adam' }), {
    x: 'model.lr',
    y: 'tactic',
    show: 'val.accuracy',
    as: 'percent',
    labels,
  })

  // # What is worth its cost
  // One point per setting, and the front of those that no other beats in both metrics. `better` says which way each axis is read.
  pareto('pareto', runs.only({ dataset: 'digits', optimizer: 'adam' }), {
    x: 'milliseconds',
    y: 'test.accuracy',
    better: { x: 'min', y: 'max' },
    by: 'tactic',
    nameBy: 'model.lr',
    as: 'percent',
    xScale: 'log',
    labels: { ...labels, lr: 'lr' },
    xLabel: 'milliseconds per image',
  })

  // # Small multiples
  // The same plot for each value of a key, on shared axes.
  lines('facets', tuned.only({ optimizer: 'adam' }), {
    y: 'history.val_loss',
    by: 'tactic',
    facet: 'dataset',
    size: 'text',
    labels,
    yLabel: 'validation loss',
  })

  // # Small multiples of bars
  // Any figure takes `facet`. In a column the panels stand on several rows when they must.
  bars('facet-bars', tuned, {
    x: 'tactic',
    y: 'test.error',
    by: 'optimizer',
    facet: 'dataset',
    as: 'percent',
    labels,
  })

  // # Logarithmic axes
  // A metric over a numeric key: points with error bars.
  lines('rates', runs.only({ dataset: 'letters', tactic: { name: 'finetune' } }), {
    y: 'test.error',
    x: 'model.lr',
    by: 'optimizer',
    xScale: 'log',
    yScale: 'log',
    as: 'percent',
    annotations: [{ x: 0.01, label: 'default' }],
    labels,
  })

  // # Every run
  // A point per run; `identity` draws the line on which both metrics are equal. `font: 'sans'` and other widths are options too.
  scatter('scatter', runs.only({ dataset: 'digits' }), {
    x: 'val.accuracy',
    y: 'test.accuracy',
    by: 'tactic',
    as: 'percent',
    xAs: 'percent',
    identity: true,
    labels,
  })

  // # What an axis does not show
  // A value beyond `yRange`, or 0 and less on a logarithmic axis, is marked at the edge by a triangle; a run that diverged by a cross. The small print counts
  // them.
  bars('cut', tuned.only({ optimizer: 'adam' }), {
    x: 'dataset',
    by: 'tactic',
    y: 'test.error',
    as: 'percent',
    yRange: { max: 17 },
    labels,
  })

  // # Long names
  // Names that are too long for their share of the axis are wrapped, and turned when that would break a word.
  bars('long-names', tuned.only({ dataset: 'digits' }), {
    x: ['tactic', 'optimizer'],
    y: 'test.error',
    as: 'percent',
    labels: {
      ...labels,
      finetune: 'fine-tuning of everything',
      distill: 'distillation from an ensemble',
      prune: 'magnitude pruning, iteratively',
    },
  })
})
