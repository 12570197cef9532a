import { runsOf, type Values } from '../comparison/fixtures'
import { across } from './across'
import { correlate, geometricMean, powerLaw } from './relate'
import { onExamples } from './on-examples'

const OPTIONS = { rows: 'tactic', per: 'task', metric: 'test.accuracy', better: 'max' } as const
const VALUES: Values = {
  mnist: { ours: [0.9, 0.92, 0.91, 0.93, 0.94], mixup: [0.8, 0.82, 0.85, 0.83, 0.84] },
  penguins: { ours: [0.5, 0.52, 0.51, 0.53, 0.54], mixup: [0.6, 0.62, 0.65, 0.63, 0.64] },
}

it('aggregates the scores of a row, every task with equal weight, with the runs that they are of', async () => {
  const all = across(await runsOf(VALUES), OPTIONS)
  const iqm = all.iqm('ours')
  // Two scores of ten are left out at either end.
  expect(iqm.mean).toBeCloseTo((0.52 + 0.53 + 0.54 + 0.9 + 0.91 + 0.92) / 6, 12)
  expect(iqm.n).toBe(10)
  expect(iqm.runs).toHaveLength(10)
  expect(iqm.interval).toMatchObject({ level: 0.95, by: 'stratified bootstrap' })
  expect(all.mean('ours').mean).toBeCloseTo(0.72, 12)
  expect(all.optimalityGap('ours').mean).toBeCloseTo(0.28, 12)
  expect(all.improvement('ours', 'mixup').mean).toBe(0.5)
  expect(Object.keys(all.profiles(11))).toEqual(['ours', 'mixup'])
})

it('normalises by column, and turns what goes down', async () => {
  const scale = { mnist: [0.8, 1], penguins: [0.5, 1] } as const
  const all = across(await runsOf(VALUES), { ...OPTIONS, scale })
  expect(all.mean('ours').mean).toBeCloseTo((0.6 + 0.04) / 2, 12)
  const loss = across(await runsOf(VALUES), { ...OPTIONS, metric: 'test.loss', better: 'min' })
  expect(loss.improvement('ours', 'mixup').mean).toBe(0.5)
  expect(() => loss.optimalityGap('ours')).toThrow('normalise them')
  const worst = across(await runsOf(VALUES), {
    ...OPTIONS,
    metric: 'test.loss',
    better: 'min',
    scale: { mnist: [1, 0], penguins: [1, 0] },
  })
  expect(worst.optimalityGap('ours').mean).toBeCloseTo(0.28, 12)
  expect(worst.improvement('ours', 'mixup').mean).toBe(0.5)
})

it('says why there is no interval of few runs, and refuses tests of few data sets', async () => {
  const few = across(
    await runsOf({ mnist: { ours: [1, 2], mixup: [3, 4] }, penguins: { ours: [1], mixup: [2] } }),
    OPTIONS,
  )
  const iqm = few.iqm('ours')
  expect(iqm.interval).toBeNull()
  expect(iqm.said).toEqual([expect.stringContaining('no interval: a bootstrap interval of 3 scores')])
  expect(() => few.friedman()).toThrow('there is no Friedman test of these')
  expect(() => few.posterior('ours', 'mixup', { rope: 0.01 })).toThrow('it takes 5')
  expect(few.signedRank('ours', 'mixup')).toMatchObject({ interval: null, adjusted: 0.5 })
})

it.each([
  [{ scale: { mnist: [0, 1] } }, '`scale` says nothing of penguins'],
  [{ scale: { mnist: [0, 1], penguins: [1, 1] } }, '`scale.penguins` is two different numbers'],
  [{ scale: { mnist: [0, 1], penguins: [0, 1], cifar: [0, 1] } }, '`scale` names cifar'],
  [{ better: 'more' }, "`better` has to say 'max' or 'min'"],
  [{ level: 5 }, '`level` is a number between 0 and 1'],
  [{ per: [] }, '`per` names no key'],
  [{ against: 'theirs' }, 'there is no row "theirs"'],
  [{ metrics: 'x' }, 'across() has no option `metrics`'],
])('refuses %j', async (options, message) => {
  const runs = await runsOf(VALUES)
  expect(() => across(runs, { ...OPTIONS, ...options } as never)).toThrow(message)
})

it('refuses candidates that were not run everywhere, and in a draft says nothing of them yet', async () => {
  const partly: Values = { ...VALUES, penguins: { ours: VALUES.penguins!.ours! } }
  const runs = await runsOf(partly)
  expect(() => across(runs, OPTIONS)).toThrow('there is none of mixup in penguins')
  const draft = across(
    await runsOf({ ...VALUES, penguins: { ours: VALUES.penguins!.ours!, mixup: [null, null] } }, { holes: 'keep' }),
    OPTIONS,
  )
  expect(draft.iqm('mixup')).toMatchObject({ n: 0, interval: null })
  expect(draft.iqm('ours').n).toBe(10)
})

it('refuses to compare a row with itself, or with a row that `against` leaves out', async () => {
  const runs = await runsOf({ mnist: { ...VALUES.mnist, majority: [0.1, 0.1, 0.1, 0.1, 0.1] } })
  const all = across(runs, { ...OPTIONS, against: 'ours' })
  expect(() => all.signedRank('mixup', 'majority')).toThrow('only comparisons with `ours`')
  expect(() => all.improvement('ours', 'ours')).toThrow('is not compared with itself')
})

it('relates numbers of runs, and says why it cannot', async () => {
  const runs = await runsOf(VALUES)
  const found = correlate(runs, 'test.accuracy', 'test.loss')
  expect(found.mean).toBeCloseTo(-1, 12)
  expect(correlate(runs, 'test.accuracy', 'test.loss', { by: 'pearson' }).statistic).toBe('Pearson correlation')
  expect(() => correlate(runs, 'test.accuracy', () => 1)).toThrow('do not vary')
  expect(() => correlate(runs, 'test.accuracy', () => 'x' as never)).toThrow('the function gave x')
  expect(() => powerLaw(runs, 'test.accuracy', () => 0)).toThrow('above 0, and one is 0')
  expect(() => geometricMean(runs, () => -1, { over: ['tactic', 'task'] })).toThrow('above 0, and one is −1')
  expect(() => correlate(runs, 'test.auc' as never, 'test.loss')).toThrow('test.auc')
})

it('relates nothing yet in a draft that has too little, as an evaluation does', async () => {
  const runs = await runsOf({ mnist: { ours: [0.9, null, null], mixup: [null, null, null] } }, { holes: 'keep' })
  for (const found of [
    powerLaw(runs, 'test.accuracy', 'test.loss'),
    correlate(runs, 'test.accuracy', 'test.loss'),
    geometricMean(runs.only({ tactic: 'mixup' }), 'test.loss'),
  ])
    expect(found).toMatchObject({ mean: NaN, n: 0, interval: null })
  expect(() => powerLaw(runs, 'test.accuracy', 'test.loss', { over: 'fold' as never })).toThrow('fold')
})

it('compares two trained models, not two methods', async () => {
  const runs = await runsOf({ mnist: { ours: [1, 2], mixup: [3] } })
  const [ours, mixup] = [runs.only({ tactic: 'ours' }), runs.only({ tactic: 'mixup' })]
  const right = () => [true, false]
  expect(() => onExamples(ours, mixup, { right })).toThrow('there are 2 runs on one side')
  expect(() => onExamples(ours.only({ seed: 0 }), mixup, { right })).toThrow(
    'on the same examples, so there is nothing',
  )
})

it('takes a geometric mean as a mean is taken: of runs that differ in their seed only, or in what `over` names', async () => {
  const runs = await runsOf(VALUES)
  const ours = runs.only({ tactic: 'ours' })
  expect(() => geometricMean(runs, 'test.accuracy')).toThrow(
    /^the mean would mix runs that differ in task .* and tactic.*; choose with only\(\) or select\(\), show the key, or say `over: \['/,
  )
  expect(() => geometricMean(ours, 'test.accuracy')).toThrow("say `over: ['task']`")
  expect(() => geometricMean(ours, 'test.accuracy', { over: 'tsk' as never })).toThrow('tsk')
  const logs = Object.values(VALUES).flatMap(({ ours: values = [] }) => values.map((value) => Math.log(value!)))
  const expected = Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length)
  expect(geometricMean(ours, 'test.accuracy', { over: 'task' }).mean).toBeCloseTo(expected, 12)
  // Of what goes together, differing is the point.
  expect(correlate(runs, 'test.accuracy', 'test.loss').n).toBe(20)
})

it('says why a geometric mean or a correlation has no interval', async () => {
  const runs = await runsOf(VALUES)
  const ours = runs.only({ tactic: 'ours', task: 'mnist' })
  const single = geometricMean(ours.only({ seed: 0 }), 'test.accuracy', { optimistic: 'seed 0 alone' })
  expect(single).toMatchObject({ interval: null, refused: 'an interval takes two values, and there is one' })
  expect(single.said).toContain('no interval: an interval takes two values, and there is one')
  expect(correlate(ours, 'test.accuracy', 'test.loss')).toMatchObject({
    mean: -1,
    refused: 'no pair departs from the relation',
  })
  const three = correlate(ours.only({ seed: [0, 1, 2] }), 'test.accuracy', ({ config }) => config.seed ** 2, {
    optimistic: true,
  })
  expect(three.refused).toBe('the interval of a correlation takes four pairs, and there are 3')
})
