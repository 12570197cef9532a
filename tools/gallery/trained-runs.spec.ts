import { readTrainedRuns } from './kept-results'
import { configs, nameOf, run } from './trained-runs'

describe('the small models of the gallery', () => {
  it('gave what is kept: one of each method, trained anew, gives it again', async () => {
    const kept = await readTrainedRuns()
    expect(kept.map(({ config }) => nameOf(config))).toEqual(configs().map(nameOf))
    const few = kept.filter(({ config }) => config.seed === 1 && config.problem === '3 or 5')
    const one = kept.find(({ config }) => config.method === 'logistic')!
    expect(few).toHaveLength(3)
    for (const { config, test } of [...few, one]) {
      const again = run(config).test
      // Processors may differ in the last bits, and with them in a digit or two.
      expect(Math.abs(again.accuracy - test.accuracy)).toBeLessThan(0.01)
      expect(again.accuracy).toBeGreaterThan(0.8)
    }
  })
})
