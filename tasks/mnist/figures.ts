import { defineFigures } from '@bocas/figures'
import type { Runs } from 'bocas'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, lines, bars, table, fact, mean }) => {
  const labels = {
    mlp: 'MLP',
    cnn: 'CNN',
    momentum: 'momentum',
    adam: 'Adam',
    'model.lr': 'learning rate',
    'test.accuracy': 'test accuracy',
    'val.accuracy': 'validation accuracy',
  }
  // The learning rate is chosen on validation images; what is shown of the chosen ones comes from the test images.
  const tuned = runs.select({ each: ['tactic', 'optimizer'], by: 'val.accuracy', max: true })

  lines('curves', tuned, {
    y: 'history.val_loss',
    by: ['tactic', 'optimizer'],
    band: 'sd',
    labels,
    xLabel: 'epoch',
    yLabel: 'validation loss',
  })
  // Errors rather than accuracies: bars start at zero, and bars of 90 to 96 % would look the same.
  bars('errors', tuned, {
    x: 'tactic',
    by: 'optimizer',
    y: 'test.error',
    as: 'percent',
    labels,
    yLabel: 'test error (%)',
  })

  table('tactics', tuned, {
    rows: 'tactic',
    cols: 'optimizer',
    show: 'test.accuracy',
    better: 'max',
    as: 'percent',
    labels,
  })
  table('sensitivity', runs, {
    rows: ['tactic', 'optimizer'],
    cols: 'model.lr',
    show: 'val.accuracy',
    better: 'max',
    as: 'percent',
    labels,
  })

  const best = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })
  const tactics = best
    .groupBy('tactic')
    .filter(({ runs: ofTactic }) => ofTactic.length > 0)
    .map((tactic) => ({ ...tactic, validated: mean(tactic.runs, 'val.accuracy', { optimistic: true }).mean }))
    .sort((a, b) => b.validated - a.validated)
  for (const tactic of tactics) {
    fact(`${tactic.label}.accuracy`, mean(tactic.runs, 'test.accuracy'), { as: 'percent' })
    fact(`${tactic.label}.error`, mean(tactic.runs, 'test.error'), { as: 'percent' })
  }
  const [winner] = tactics
  if (winner !== undefined) {
    fact('best', { label: labels[winner.label as 'mlp' | 'cnn'], runs: idsOf(best) })
    fact('best.accuracy', mean(winner.runs, 'test.accuracy'), { as: 'percent' })
    fact('best.confusion', { label: mostFrequentConfusion(winner.runs), runs: idsOf(winner.runs) })
  }
  fact('runs', { label: String(runs.length), runs: idsOf(runs) })

  // The sizes that the text names, the same in every run.
  const [any] = runs
  const { images, epochs, batchSize } = any?.config ?? NOT_YET
  const sizes = { 'images.train': images.train, 'images.validation': images.validation, 'images.test': images.test }
  for (const [name, size] of Object.entries({ ...sizes, epochs, batchSize })) {
    fact(name, { label: String(size), runs: idsOf(runs) })
  }
})

/** What a draft without any result says. */
const NOT_YET = { images: { train: '—', validation: '—', test: '—' }, epochs: '—', batchSize: '—' }

type Mnist = Runs<Parameters<typeof run>[0], Awaited<ReturnType<typeof run>>>

/** The two digits that were confused most often in these runs together, such as `4 taken for 9`. */
function mostFrequentConfusion(runs: Mnist): string {
  const counts = new Map<string, number>()
  for (const result of runs) {
    for (const { digit, predicted, images } of result.get('confusion')) {
      const pair = `${digit} taken for ${predicted}`
      if (digit !== predicted) counts.set(pair, (counts.get(pair) ?? 0) + images)
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]![0]
}

function idsOf(runs: Mnist): string[] {
  return runs.map(({ task, name }) => `${task}/${name}`)
}
