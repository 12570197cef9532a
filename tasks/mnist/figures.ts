import { defineFigures } from '@bocas/figures'
import { mean as meanOf, type Runs } from 'bocas'
import type { run } from './run'

export default defineFigures<typeof run>((kit) => {
  const { runs, lines, heatmap, table, compare, fact, mean, ratio, count, shared, label, claim } = kit
  const labels = {
    tactic: 'network',
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
  // What the choice of a learning rate rests on.
  heatmap('sensitivity', runs, {
    x: 'model.lr',
    y: 'tactic',
    facet: 'optimizer',
    show: 'val.accuracy',
    as: 'percent',
    size: 'text',
    height: 45,
    labels,
  })

  // One computation for the table, its marks and the sentences about it.
  const networks = compare(tuned, {
    rows: 'tactic',
    per: 'optimizer',
    metric: ['test.accuracy'],
    better: 'max',
    family: 'networks',
    labels,
  })
  table('networks', networks, { as: 'percent', digits: 1 })
  const gaps = {
    momentum: networks.gap('cnn', 'mlp', { per: 'momentum' }),
    adam: networks.gap('cnn', 'mlp', { per: 'adam' }),
  }
  for (const [optimizer, gap] of Object.entries(gaps)) fact(`gap.${optimizer}`, gap, { as: 'points', digits: 1 })
  claim('cnn.ahead', gaps, { better: true, as: 'points' })
  // How many errors of the one there are for each of the other, at their best settings.
  const best = runs.select({ each: 'tactic', by: 'val.accuracy', max: true })
  const [mlp, cnn] = [best.only({ tactic: { name: 'mlp' } }), best.only({ tactic: { name: 'cnn' } })]
  fact('errors', ratio(mean(mlp, 'test.error'), mean(cnn, 'test.error')))
  fact('wins', networks.wins('cnn', { significantly: true }))

  const tactics = best
    .groupBy('tactic')
    .filter(({ runs: ofTactic }) => ofTactic.length > 0)
    .map((tactic) => ({ ...tactic, validated: mean(tactic.runs, 'val.accuracy', { optimistic: true }).mean }))
    .sort((a, b) => b.validated - a.validated)
  for (const tactic of tactics) {
    fact(`${tactic.label}.accuracy`, mean(tactic.runs, 'test.accuracy'), { as: 'percent', digits: 1 })
    fact(`${tactic.label}.parameters`, shared(tactic.runs, thousands))
  }
  const [winner] = tactics
  if (winner !== undefined) {
    fact('best', label(labels[winner.label as 'mlp' | 'cnn'], best))
    fact('best.confusion', label(mostFrequentConfusion, winner.runs))
  }
  fact('runs', count(runs))
  for (const [name, finding] of Object.entries(aboutMomentum(runs))) claim(`momentum.${name}`, finding)

  // The sizes that the text names, the same in every run.
  for (const part of ['train', 'validation', 'test'] as const) {
    fact(
      `images.${part}`,
      shared(runs, ({ config }) => config.images[part]),
    )
  }
  for (const name of ['epochs', 'batchSize'] as const)
    fact(
      name,
      shared(runs, ({ config }) => config[name]),
    )
})

type Mnist = Runs<Parameters<typeof run>[0], Awaited<ReturnType<typeof run>>>

const RATES = [0.001, 0.003, 0.01, 0.03] as const

/** What the text says about the learning rates of momentum, by mean validation accuracies. */
function aboutMomentum(runs: Mnist) {
  const at = (name: 'mlp' | 'cnn', lr: number) => runs.only({ optimizer: 'momentum', tactic: { name }, model: { lr } })
  const validated = (name: 'mlp' | 'cnn', lr: number) => {
    const values = at(name, lr).map((result) => result.get('val').accuracy)
    return values.length === 0 ? NaN : meanOf(values)
  }
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`
  const ids = runs.only({ optimizer: 'momentum' }).map(({ task, name }) => `${task}/${name}`)
  const best = (['mlp', 'cnn'] as const).map((name) => {
    const accuracies = RATES.map((lr) => validated(name, lr))
    return { name, rate: RATES[accuracies.indexOf(Math.max(...accuracies))] }
  })
  const [apart, ...costs] = [
    validated('cnn', 0.03) - validated('mlp', 0.03),
    validated('mlp', 0.03) - validated('mlp', 0.003),
    validated('cnn', 0.03) - validated('cnn', 0.003),
  ]
  return {
    edge: {
      holds: best.every(({ rate }) => rate === RATES.at(-1)),
      found: best.map(({ name, rate }) => `${name} is best at ${rate}`).join(', '),
      runs: ids,
    },
    tenth: {
      holds: Math.min(...costs) > apart,
      found: `a tenth of the rate costs the MLP ${percent(costs[0])} and the CNN ${percent(costs[1])}, and they are ${percent(apart)} apart`,
      runs: ids,
    },
  }
}

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

/** How many weights a network has, with its thousands apart. */
function thousands(result: ReturnType<Mnist['get']>): string {
  return result.get('parameters').toLocaleString('en-US')
}
