import { type ExpectedRun, type Fact, planSweeps, readFacts, readRuns } from 'bocas/internal'
import figuresOfCrossValidations from '../../../../../tools/docs/comparing/cross-validated/figures'
import { run as runCrossValidated } from '../../../../../tools/docs/comparing/cross-validated/run'
import crossValidated from '../../../../../tools/docs/comparing/cross-validated/sweep'
import figuresOfPage from '../../../../../tools/docs/comparing/figures'
import figuresOfFolds from '../../../../../tools/docs/comparing/folds/figures'
import { run as runFold } from '../../../../../tools/docs/comparing/folds/run'
import folds from '../../../../../tools/docs/comparing/folds/sweep'
import { testFolder, testJob, writeResult, writeResults } from '../../test-results'
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

it.each([
  ['folds that are runs', folds, runFold, figuresOfFolds, 50],
  ['runs that are cross-validations', crossValidated, runCrossValidated, figuresOfCrossValidations, 10],
] as const)('docs/comparing.md compares %s, by the same test of the same 50 differences', async (...given) => {
  const [, sweep, run, figures, pairs] = given
  const folder = await testFolder()
  const runs: ExpectedRun[] = []
  for (const { name, config } of planSweeps({ default: sweep }).runs)
    runs.push(await writeResult(folder, 'toy', name, config, run(config as never)))
  const job = testJob(folder, runs)
  await figures.render(job)
  const { gain } = (await readFacts(job.into.facts)).facts as Record<string, Fact & { forms?: Record<string, string> }>
  expect(gain).toMatchObject({
    text: '2.0 ± 0.4',
    n: pairs,
    forms: { kind: '95 % interval, corrected resampled t', statistic: 't(49) = 5.52', interval: '[1.3, 2.8]' },
  })
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
