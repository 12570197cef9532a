import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, compare, mean, ratio, claim }) => {
  const tuned = runs.select({ each: 'optimizer', by: 'val.accuracy', max: true })
  const main = compare(tuned, { rows: 'optimizer', metric: 'test.accuracy', better: 'max' })
  const [adam, sgd] = [tuned.only({ optimizer: 'adam' }), tuned.only({ optimizer: 'sgd' })]
  const accuracy = { adam: mean(adam, 'test.accuracy'), sgd: mean(sgd, 'test.accuracy') }

  claim('ahead', main.gap('adam', 'sgd'), { atLeast: 0.04, significant: true, as: 'points' })
  claim('best', main.best(), { is: 'adam' })
  claim('everywhere', main.wins('adam'), { all: true })
  claim('good', accuracy.adam, { between: [0.9, 0.95], as: 'percent' })
  claim('order', accuracy, { order: 'descending', as: 'percent' })
  claim('close', accuracy, { within: 0.02, as: 'percent' })
  claim('slower', ratio(mean(adam, 'seconds'), mean(sgd, 'seconds')), { above: 1.5, as: 'ratio' })
  claim('abstract', { all: ['ahead', 'best'] })

  const fastest = Math.min(...runs.values('seconds'))
  const ids = runs.map(({ task, name }) => `${task}/${name}`)
  claim('quick', { holds: fastest < 15, found: `the fastest run took ${fastest} s`, runs: ids })
})
