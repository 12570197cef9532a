// What the compiler promises a researcher: misspelt keys, values, metrics and columns do not compile. Checked by `npm run types`.
import { history, table, tensor } from 'bocas'
import { defineFigures } from './index'

interface Grid {
  readonly optimizer: 'sgd' | 'adam'
  readonly model: { readonly lr: number }
  readonly seed: number
}
interface Tactics {
  readonly tactic: { readonly name: 'ours'; readonly beta: number } | { readonly name: 'majority' }
}
export const run = async (_config: Grid) => ({
  test: { accuracy: 1, loss: 1 },
  history: history({ loss: [1], val_loss: [1] }),
})
export const cifar = async (_config: Tactics) => ({ test: { accuracy: 1 }, top5: 1 })
export const svhn = (_config: Tactics) => ({ test: { accuracy: 1 } })

export default defineFigures<typeof run>(({ runs, lines, bars, scatter, table, fact, mean, geometricMean }) => {
  lines('a', runs, { y: 'history.val_loss', by: 'optimizer', band: 'ci95' })
  lines('b', runs, { y: ['history.loss', 'history.val_loss'] })
  lines('c', runs, { y: 'test.accuracy', x: 'model.lr', by: ['optimizer'] })
  bars('d', runs, { y: 'test.accuracy', x: ['optimizer', 'model.lr'] })
  scatter('e', runs, { x: 'test.loss', y: 'test.accuracy' })
  table('f', runs, {
    rows: 'optimizer',
    show: ['test.accuracy', 'test.loss'],
    better: { 'test.accuracy': 'max', 'test.loss': 'min' },
  })
  fact('g', mean(runs.only({ optimizer: 'adam' }), 'test.accuracy'), { as: 'percent' })
  // with `exactOptionalPropertyTypes` too, what may be undefined is passed on
  const { as, size, optimistic }: { as?: 'percent'; size?: 'text'; optimistic?: string } = {}
  bars('i', runs, { y: 'test.accuracy', x: 'optimizer', as, size, optimistic })
  fact('j', mean(runs.only({ optimizer: 'adam' }), 'test.accuracy'), { as })
  // @ts-expect-error no such optimizer
  runs.only({ optimizer: 'adm' })
  // @ts-expect-error no such metric
  mean(runs, 'test.acc')
  fact('k', geometricMean(runs, 'test.loss', { over: ['optimizer', 'model.lr'] }))
  // @ts-expect-error no such key to go over
  geometricMean(runs, 'test.loss', { over: 'model.rate' })
  // @ts-expect-error no such column
  lines('x', runs, { y: 'history.val_los' })
  // @ts-expect-error no such key
  table('x', runs, { rows: 'optimiser', show: 'test.accuracy', better: 'max' })
  // @ts-expect-error a metric over a key needs the key
  lines('x', runs, { y: 'test.accuracy', by: 'optimizer' })
  // @ts-expect-error a direction per metric names metrics that exist
  table('x', runs, { rows: 'optimizer', show: 'test.loss', better: { 'test.los': 'min' } })
  table('units', runs, {
    rows: 'optimizer',
    cols: ['model.lr', 'seed'],
    show: ['test.accuracy', 'test.loss'],
    better: { 'test.accuracy': 'max', 'test.loss': 'none' },
    as: { 'test.accuracy': 'percent' },
    digits: { 'test.loss': 2 },
    units: { 'test.loss': 'nat' },
    compete: 'row',
  })
  // @ts-expect-error no such metric to have a unit
  table('x', runs, { rows: 'optimizer', show: 'test.loss', better: 'min', units: { 'test.los': 'nat' } })
  // @ts-expect-error no such spread
  table('x', runs, { rows: 'optimizer', show: 'test.loss', better: 'min', spread: 'std' })
  // @ts-expect-error no such band
  lines('x', runs, { y: 'history.loss', band: 'std' })
})

export const several = defineFigures<{ cifar: typeof cifar; svhn: typeof svhn }>(
  ({ runs, table, compare, fact, claim, mean }) => {
    table('main', runs, { rows: 'tactic', cols: 'task', show: ['test.accuracy', 'top5'], better: 'max', as: 'percent' })
    runs.only({ task: 'cifar', tactic: { name: 'ours' } })
    // @ts-expect-error no such task
    runs.only({ task: 'imagenet' })
    // @ts-expect-error no such metric in any task
    table('x', runs, { rows: 'tactic', cols: 'task', show: 'top6', better: 'max' })
    const main = compare(runs, { rows: 'tactic', per: 'task', metric: 'test.accuracy', better: 'max', against: 'ours' })
    fact('gain', main.gap('ours', main.best({ except: 'ours' }), { per: 'cifar' }), { as: 'points' })
    fact('rival', main.best({ except: 'ours' }))
    fact('wins', main.wins('ours'))
    table('compared', main, { as: { 'test.accuracy': 'percent' }, spread: 'iqr', width: 'text' })
    claim('ahead', main.gap('ours', 'majority', { per: 'cifar' }), { atLeast: 0.01, better: true, significant: 0.01 })
    claim('best', main.best(), { is: 'ours' })
    claim('best', main.best({ per: 'svhn' }), { oneOf: ['ours', 'majority'] })
    claim('everywhere', main.wins('ours'), { all: true })
    const [a, b] = [
      mean(runs.only({ task: 'cifar' }), 'test.accuracy'),
      mean(runs.only({ task: 'svhn' }), 'test.accuracy'),
    ]
    claim('mean', a, { between: [0.5, 0.6], as: 'percent' })
    claim('order', { a, b }, { order: 'descending', within: 0.1 })
    claim('gaps', { cifar: main.gap('ours', 'majority'), svhn: main.gap('majority', 'ours') }, { significant: true })
    claim('own', { holds: a.mean > b.mean, found: 'a and b', runs: a.runs })
    claim('sum', { all: ['ahead', 'best'] })
    // @ts-expect-error no such row
    claim('x', main.best(), { is: 'our' })
    // @ts-expect-error a mean was not tested
    claim('x', a, { significant: true })
    // @ts-expect-error no such condition
    claim('x', a, { atleast: 1 })
    // @ts-expect-error a leader is no number
    claim('x', main.best(), { above: 1 })
    // @ts-expect-error a name is a string
    claim(1, a, { above: 1 })
    // @ts-expect-error nothing is claimed of it
    claim('x', a)
    // @ts-expect-error no such metric to show in percent
    table('x', main, { as: { 'test.acc': 'percent' } })
    // @ts-expect-error what is compared is said to compare()
    table('x', main, { cols: 'task' })
    // @ts-expect-error no such tactic
    main.gap('ours', 'majorty')
    // @ts-expect-error no such task
    main.gap('ours', 'majority', { per: 'imagenet' })
  },
)

export const stores = async (_config: Grid | (Grid & { readonly momentum: number })) => ({
  test: { accuracy: 1 },
  confusion: table([{ truth: 'cat', said: 'dog', count: 3, wrong: true }] as {
    truth: string
    said: string
    count: number
    wrong: boolean
  }[]),
  attention: tensor([1], [1, 1], 'float32'),
})

export const ofRows = defineFigures<typeof stores>(
  ({ runs, rows, heatmap, bars, fact, mean, compare, table: show }) => {
    const confusion = rows(runs.only({ optimizer: 'adam' }), 'confusion', ['truth', 'said'])
    heatmap('a', confusion, { x: 'confusion.said', y: 'confusion.truth', show: 'confusion.count', facet: 'model.lr' })
    bars('b', rows(runs, 'confusion', 'truth'), { x: 'confusion.truth', y: 'confusion.count', over: 'momentum' })
    heatmap('c', rows(runs, 'attention', ['from', 'to']), { x: 'attention.from', y: 'attention.to', show: 'attention' })
    fact('d', mean(confusion.only({ confusion: { truth: 'cat', said: 'dog' } }), 'confusion.count'))
    show('e', compare(confusion, { rows: 'confusion.truth', metric: 'confusion.count', better: 'max' }))
    bars('f', confusion, { x: 'confusion.truth', y: 'test.accuracy' })
    // @ts-expect-error no such table
    rows(runs, 'confusoin', 'truth')
    // @ts-expect-error no such column
    rows(runs, 'confusion', 'truht')
    // @ts-expect-error a metric is no table
    rows(runs, 'test', 'accuracy')
    // @ts-expect-error no number
    bars('x', confusion, { x: 'confusion.truth', y: 'confusion.wrong' })
    // @ts-expect-error what tells rows apart is a key, not a metric
    bars('x', confusion, { x: 'confusion.count', y: 'test.accuracy' })
    // @ts-expect-error the runs themselves have no such metric
    mean(runs, 'confusion.count')
  },
)

export const ofPredictions = defineFigures<typeof stores>(
  ({ runs, across, confusion, roc, calibration, histogram, stacks, ranks, power, panels, parallel, images }) => {
    confusion('a', runs, { table: 'confusion', actual: 'truth', predicted: 'said', count: 'count' })
    roc('b', runs, { table: 'confusion', actual: 'truth', positive: 'cat', score: 'count', by: 'optimizer' })
    histogram('c', runs, { x: 'test.accuracy', by: 'optimizer', over: 'model.lr' })
    panels('d', { size: 'text' }, (plots) => {
      plots.bars('means', runs, { x: 'optimizer', y: 'test.accuracy' })
      // @ts-expect-error no such metric in a panel either
      plots.bars('x', runs, { x: 'optimizer', y: 'test.acc' })
    })
    parallel('e', runs, { axes: ['optimizer', 'model.lr', 'test.accuracy'] })
    images('f', runs, { of: (result) => [{ pixels: [result.metric('test.accuracy')], width: 1, height: 1 }] })
    // @ts-expect-error no such table
    confusion('x', runs, { table: 'confusoin', actual: 'truth', predicted: 'said' })
    // @ts-expect-error no such column
    confusion('x', runs, { table: 'confusion', actual: 'truht', predicted: 'said' })
    // @ts-expect-error whose probability it is has to be said
    calibration('x', runs, { table: 'confusion', actual: 'truth', probability: 'count' })
    // @ts-expect-error no such metric
    histogram('x', runs, { x: 'test.acc' })
    // @ts-expect-error no such part
    stacks('x', runs, { x: 'optimizer', y: ['test.accuracy', 'test.loss'] })
    // @ts-expect-error which direction is better has to be said
    ranks('x', runs, { metric: 'test.accuracy', rows: 'optimizer', per: 'model.lr' })
    const evaluated = across(runs, { rows: 'optimizer', per: 'model.lr', metric: 'test.accuracy', better: 'max' })
    ranks('g', evaluated, { labels: { adam: 'Adam' }, size: 'text' })
    // @ts-expect-error an evaluation has decided on that
    ranks('x', evaluated, { better: 'min' })
    // @ts-expect-error no such key or metric
    power('x', runs, { x: 'model.rate', y: 'test.accuracy' })
    // @ts-expect-error no such axis
    parallel('x', runs, { axes: ['optimiser', 'test.accuracy'] })
  },
)
