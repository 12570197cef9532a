import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, scatter, table, fact, mean, compare, ratio, onExamples }) => {
  const labels = {
    'answers.prompt': 'prompt',
    'answers.model': 'model',
    plain: 'plain',
    steps: 'step by step',
    'test.accuracy': 'accuracy',
    cost: 'dollars',
  }
  const prompts = compare(runs, {
    rows: 'answers.prompt',
    per: 'answers.model',
    metric: 'test.accuracy',
    better: 'max',
    labels,
  })
  table('prompts', prompts, { as: 'percent' })
  scatter('price', runs, {
    x: 'cost',
    y: 'test.accuracy',
    by: ['answers.prompt', 'answers.model'],
    as: 'percent',
    xScale: 'log',
    labels,
  })
  for (const { label, runs: ofPrompt } of runs.groupBy('answers.prompt')) {
    const large = ofPrompt.only({ answers: { model: 'large' } })
    fact(`${label}.accuracy`, mean(large, 'test.accuracy'), { as: 'percent' })
    fact(`${label}.cost`, mean(large, 'cost'))
  }
  const [plain, steps] = (['plain', 'steps'] as const).map((prompt) =>
    mean(runs.only({ answers: { prompt, model: 'large' } }), 'tokens'),
  )
  fact('tokens', ratio(steps!, plain!))

  // Of one seed: is the large model right on other questions when it thinks step by step?
  const [thinking, answering] = (['steps', 'plain'] as const).map((prompt) =>
    runs.only({ answers: { prompt, model: 'large' }, seed: 0 }),
  )
  fact(
    'questions',
    onExamples(thinking!, answering!, {
      right: (result) => result.get('scored').map(({ correct }) => correct === 1),
      optimistic: 'of seed 0, as an example of McNemar’s test',
    }),
    { as: 'points' },
  )
})
