import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(
  ({ runs, across, compare, correlate, fact, geometricMean, onExamples, powerLaw, table, claim }) => {
    const all = across(runs, { rows: 'tactic', per: 'data', metric: 'test.accuracy', better: 'max' })
    table('all', all, { show: ['iqm', 'optimalityGap', 'rank'], as: 'percent' })
    fact('iqm', all.iqm('ours'), { as: 'percent' })
    fact('better', all.improvement('ours', 'forest'), { as: 'percent' })
    fact('friedman', all.friedman())
    fact('rank', all.rank('ours'), { digits: 2 })
    fact('gain', all.signedRank('ours', 'forest'), { as: 'points' })
    fact('practical', all.posterior('ours', 'forest', { rope: 0.01 }), { as: 'percent' })
    claim('likely', all.improvement('ours', 'forest'), { above: 0.5 })

    const one = runs.only({ data: 'set0' })
    const main = compare(one, { rows: 'tactic', metric: 'test.accuracy', better: 'max' })
    table('main', main, { as: 'percent', spread: 'interval', bold: 'not worse' })
    fact('gap', main.gap('ours', 'forest'), { as: 'points', error: 'interval' })

    fact('speed', geometricMean(one.only({ tactic: 'ours' }), 'seconds'), { unit: 's' })
    fact('scaling', powerLaw(one, 'parameters', 'seconds'))
    fact('monotone', correlate(one, 'parameters', 'seconds'))

    const first = one.only({ seed: 0 })
    const right = (result: Parameters<Parameters<typeof first.map>[0]>[0]) =>
      result.get('predictions').map((row) => row.right === true)
    const errors = onExamples(first.only({ tactic: 'ours' }), first.only({ tactic: 'forest' }), {
      right,
      optimistic: 'seed 0 alone, as an example',
    })
    fact('examples', errors, { as: 'points' })
  },
)
