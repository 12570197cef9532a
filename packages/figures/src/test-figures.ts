import { defineFigures, type FiguresOptions } from './define-figures'
import { type Kit } from './kit/types'
import { type run, type TestConfig, type testOutput } from './test-results'

/** The names of the figures below, sorted. */
export const FIGURE_NAMES = [
  ...[
    'bars',
    'bins',
    'both',
    'boxes',
    'curves',
    'density',
    'dots',
    'ecdf',
    'heatmap',
    'histogram',
    'images',
    'panels',
    'parallel',
    'pareto',
    'power',
    'rates',
    'scatter',
  ],
  ...['smooth', 'stacks', 'strips', 'violins'],
]

/** Every kind of figure, table and fact once. */
export const everything = everythingWith({})

/** The same with options for all of them. */
export function everythingWith(options: FiguresOptions) {
  return defineFigures<typeof run>(drawEverything, options)
}

function drawEverything(kit: Kit<TestConfig, ReturnType<typeof testOutput>>): void {
  const {
    runs,
    lines,
    bars,
    boxes,
    violins,
    strips,
    stacks,
    panels,
    parallel,
    images,
    power,
    histogram,
    ecdf,
    density,
    heatmap,
    scatter,
    pareto,
    table,
    fact,
    mean,
    count,
    label,
  } = kit
  const tuned = runs.select({ each: 'optimizer', by: 'val.accuracy', max: true })
  lines('curves', tuned, { y: 'history.val_loss', by: 'optimizer' })
  lines('both', tuned, {
    y: ['history.loss', 'history.val_loss'],
    by: 'optimizer',
    band: 'ci95',
    yScale: 'log',
    size: 'text',
  })
  lines('rates', runs, {
    y: 'test.accuracy',
    x: 'model.lr',
    xScale: 'log',
    by: 'optimizer',
    as: 'percent',
    labels: { lr: 'learning rate' },
  })
  bars('bars', runs, {
    y: 'test.accuracy',
    x: 'model.lr',
    by: 'optimizer',
    as: 'percent',
    labels: { 'model.lr': 'learning rate' },
  })
  scatter('scatter', runs, { x: 'seconds', y: 'test.accuracy', by: ['optimizer', 'model.lr'], as: 'percent' })
  boxes('boxes', runs, { y: 'test.accuracy', x: 'model.lr', by: 'optimizer', as: 'percent', facet: 'optimizer' })
  violins('violins', runs, {
    y: 'test.accuracy',
    x: 'optimizer',
    over: 'model.lr',
    as: 'percent',
    annotations: [{ y: 92 }],
  })
  lines('smooth', tuned, { y: 'history.val_loss', by: 'optimizer', smooth: { mean: 5 } })
  histogram('histogram', runs, { x: 'test.accuracy', by: 'optimizer', over: 'model.lr', as: 'percent' })
  ecdf('ecdf', runs, { x: 'test.loss', over: ['optimizer', 'model.lr'], xScale: 'log' })
  density('density', runs, { x: 'test.accuracy', by: 'optimizer', over: 'model.lr' })
  strips('strips', runs, { y: 'test.accuracy', x: 'model.lr', by: 'optimizer', yScale: 'log' })
  stacks('stacks', runs, { y: ['test.accuracy', 'test.loss'], x: 'model.lr', over: 'optimizer' })
  scatter('bins', runs, { x: 'seconds', y: 'test.accuracy', points: 'bins' })
  scatter('dots', runs, { x: 'seconds', y: 'test.accuracy', by: 'optimizer', points: 'dots' })
  power('power', runs, { x: 'seconds', y: 'test.loss', by: 'optimizer', yLabel: 'loss $L_{\\text{test}}$' })
  panels('panels', { size: 'text' }, ({ bars: means, ecdf: shares }) => {
    means('means', tuned, { y: 'test.accuracy', x: 'optimizer' })
    shares('shares', runs, { x: 'test.loss', over: ['optimizer', 'model.lr'] })
  })
  parallel('parallel', runs, { axes: ['optimizer', 'model.lr', 'seconds', 'test.accuracy'], size: 'text' })
  images('images', tuned, {
    of: ({ config }) => [{ pixels: [0, 0.5, 1, config.model.lr], width: 2, height: 2, label: config.optimizer }],
  })
  heatmap('heatmap', runs, { x: 'model.lr', y: 'optimizer', show: 'test.accuracy', as: 'percent' })
  pareto('pareto', runs, {
    x: 'seconds',
    y: 'test.accuracy',
    better: { x: 'min', y: 'max' },
    by: 'optimizer',
    nameBy: 'model.lr',
    as: 'percent',
  })
  table('sensitivity', runs, {
    rows: 'optimizer',
    cols: 'model.lr',
    show: 'test.accuracy',
    better: 'max',
    as: 'percent',
  })
  table('tuned', tuned, {
    rows: ['optimizer', 'model.lr'],
    show: ['test.accuracy', 'test.loss'],
    better: { 'test.accuracy': 'max', 'test.loss': 'min' },
  })
  fact('adam.accuracy', mean(tuned.only({ optimizer: 'adam' }), 'test.accuracy'), { as: 'percent' })
  fact('wins', count(tuned, { of: tuned }))
  fact('best', label('adam', tuned))
}
