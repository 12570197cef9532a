import { type Fact, readFacts, readRuns } from 'bocas/internal'
import figuresOfPage from '../../../../../tools/docs/comparing/figures'
import { testFolder, testJob, writeResults } from '../../test-results'
import { comparer } from './compare'

it('what a comparison says becomes facts with the runs they come from', async () => {
  const folder = await testFolder()
  const job = testJob(folder, await writeResults(folder))
  await figuresOfPage.render(job)
  const { facts } = await readFacts(job.into.facts)
  const { best, gain, wins } = facts as Record<string, Fact>
  expect(best).toMatchObject({ kind: 'label', text: 'Adam' })
  expect(best!.runs).toHaveLength(8)
  expect(wins).toMatchObject({ kind: 'count', text: '1 of 1' })
  // adam is 0.05 better by the making of the results, and both wobble alike
  expect((gain as { mean: number }).mean).toBeCloseTo(0.05, 12)
  expect(gain!.text).toMatch(/^5\.0+ ± /)
  expect(gain!.runs).toEqual(best!.runs)
})

it('a family is compared in one call, so its name is taken once', async () => {
  const runs = await readRuns(await writeResults(await testFolder()))
  const compare = comparer()
  const options = { rows: ['optimizer', 'model.lr'], metric: 'test.accuracy', better: 'max', family: 'main' } as const
  expect(() => compare(runs, { ...options, metric: 'test.auc' })).toThrow('there is no metric "test.auc"')
  expect(compare(runs, options).note()).toMatchObject({ family: 'main', comparisons: 15 })
  expect(() => compare(runs, { ...options, metric: 'test.loss' })).toThrow(
    'the family "main" is compared already, and its correction is made; name all its metrics in one compare(), or give this one another name',
  )
  expect(compare(runs, { ...options, family: 'other' }).note().family).toBe('other')
  expect(() => comparer()(runs, options)).not.toThrow()
})
