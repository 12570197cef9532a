import { areaUnderCurve } from 'bocas'
import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, ...kit }) => {
  const { across, claim, compare, correlate, fact, geometricMean, mean, onExamples, powerLaw, table } = kit

  // How sure is one number?
  const one = runs.only({ data: 'set0' })
  const ours = one.only({ tactic: 'ours' })
  fact('accuracy', mean(ours, 'test.accuracy'), { as: 'percent', error: 'interval' })

  // One data set, a few seeds
  const main = compare(one, { rows: 'tactic', metric: 'test.accuracy', better: 'max' })
  table('main', main, { as: 'percent', spread: 'interval', bold: 'not worse' })
  fact('gap', main.gap('ours', 'forest'), { as: 'points', error: 'interval' })

  // Many data sets or tasks
  const all = across(runs, { rows: 'tactic', per: 'data', metric: 'test.accuracy', better: 'max' })
  table('all', all, { show: ['iqm', 'optimalityGap', 'rank'], as: 'percent' })
  fact('iqm', all.iqm('ours'), { as: 'percent' })
  fact('better', all.improvement('ours', 'forest'), { as: 'percent' })
  fact('friedman', all.friedman())
  fact('rank', all.rank('ours'), { digits: 2 })
  fact('gain', all.signedRank('ours', 'forest'), { as: 'points' })
  fact('practical', all.posterior('ours', 'forest', { rope: 0.01 }), { as: 'percent' })
  claim('likely', all.improvement('ours', 'forest'), { above: 0.5 })
  kit.ranks('ranks', all)
  kit.profiles('profiles', runs, { x: 'test.accuracy', by: 'tactic', per: 'data' })

  // One model against another, on the same examples
  const first = one.only({ seed: 0 })
  const errors = onExamples(first.only({ tactic: 'ours' }), first.only({ tactic: 'forest' }), {
    right: (result) => result.get('predictions').map((row) => row.right),
    optimistic: 'seed 0 alone, as an example',
  })
  fact('examples', errors, { as: 'points' })

  // Together: correlations and laws
  fact('speed', geometricMean(ours, 'seconds'), { unit: 's' })
  fact('scaling', powerLaw(runs.only({ tactic: 'ours' }), 'parameters', 'seconds'))
  fact('monotone', correlate(one, 'parameters', 'seconds'))
  const learned = mean(ours, (result) => {
    const y = result.get('history').column('accuracy')
    return areaUnderCurve({ x: y.map((_, epoch) => epoch + 1), y }, [1, 4])
  })
  fact('learned', learned)
})
