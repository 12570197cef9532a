import {
  difference,
  judgeClaims,
  ratio,
  readFacts,
  readProvenance,
  type Claim,
  type Gap,
  type Leader,
} from 'bocas/internal'
import { defineFigures } from '../../define-figures'
import { type run, testFolder, testJob, writeResults } from '../../test-results'
import { makeClaim } from './claim'

const ours = { mean: 0.9712, sd: 0.0023, n: 5, runs: ['mnist/a', 'mnist/b'] }
const theirs = { mean: 0.9482, sd: 0.005, n: 5, runs: ['mnist/c'] }
const gap = {
  ...ours,
  a: 'cnn',
  b: 'mlp',
  mean: 0.023,
  se: 0.002,
  adjusted: 0.01,
  significant: true,
  refused: null,
  isBetter: true,
} as unknown as Gap
const leader = { row: 'cnn', rows: ['cnn'], label: 'CNN', mean: 0.97, runs: ['mnist/a'] } as Leader
const make = (value: unknown, claimed?: object, before: Readonly<Record<string, Claim>> = {}): Claim =>
  makeClaim(value as never, claimed, before)

describe('a claim is stored with the numbers that it is held against', () => {
  it.each<[string, unknown, object | undefined, object]>([
    ['a mean', ours, { above: 0.9 }, { numbers: [{ name: 'the mean', value: 0.9712, error: 0.0023, n: 5 }] }],
    [
      'a gap',
      gap,
      { better: true },
      { numbers: [{ name: 'cnn − mlp', value: 0.023, error: 0.002, test: { isBetter: true } }] },
    ],
    [
      'a gap at another level',
      { ...gap, level: 0.1 },
      { significant: true },
      { numbers: [{ test: { adjusted: 0.01, level: 0.1 } }] },
    ],
    ['a difference', difference(ours, theirs), { atLeast: 0.01 }, { numbers: [{ name: 'the difference', n: 10 }] }],
    ['a ratio', ratio(ours, theirs), { atLeast: 1, as: 'ratio' }, { as: 'ratio', numbers: [{ name: 'the ratio' }] }],
    [
      'a count',
      { count: 3, of: 4, runs: ['m/a'] },
      { all: true },
      { numbers: [{ name: 'the count', value: 3, of: 4 }] },
    ],
    ['a leader', leader, { is: 'cnn' }, { kind: 'names', names: ['cnn'], claimed: { is: 'cnn' } }],
    ['a label', { label: '4 taken for 9', runs: [] }, { oneOf: ['4 taken for 9'] }, { names: ['4 taken for 9'] }],
    [
      'several numbers',
      { ours, theirs },
      { order: 'descending' },
      { numbers: [{ name: 'ours' }, { name: 'theirs' }], runs: ['mnist/a', 'mnist/b', 'mnist/c'] },
    ],
    [
      'a finding',
      { holds: true, found: 'x', runs: ['m/a'] },
      undefined,
      { kind: 'stated', holds: true, runs: ['m/a'] },
    ],
  ])('%s', (_, value, claimed, expected) => expect(make(value, claimed)).toMatchObject(expected))

  it('with what is said of it, and without what is passed on as undefined', () => {
    const passedOn = { above: undefined, atLeast: 0.9, between: undefined, as: undefined }
    expect(make(ours, passedOn)).toStrictEqual(make(ours, { atLeast: 0.9 }))
    expect(make(gap, { better: true, significant: undefined })).toStrictEqual(make(gap, { better: true }))
  })

  it('and one that sums up others with their runs', () => {
    const before = { a: make(ours, { above: 0 }), b: make(theirs, { above: 0 }) }
    expect(make({ all: ['a', 'b'] }, undefined, before)).toEqual({
      kind: 'all',
      claims: ['a', 'b'],
      runs: ['mnist/a', 'mnist/b', 'mnist/c'],
    })
  })
})

describe('a claim that says nothing, or cannot be, is refused', () => {
  it.each<[unknown, object | undefined, string]>([
    [ours, {}, 'nothing is claimed of it; say one or more of above, below, atLeast, atMost, between'],
    [ours, { as: 'percent' }, 'nothing is claimed of it'],
    [ours, { above: undefined }, 'nothing is claimed of it'],
    [ours, { atleast: 1 }, 'there is no option `atleast`; did you mean `atLeast`?'],
    [ours, { significant: true }, 'there is no option `significant`'],
    [ours, { above: '0.9' }, '`above` is a number in the unit of the metric, not 0.9'],
    [ours, { above: NaN }, '`above` is a number in the unit of the metric, not NaN'],
    [ours, { between: [2, 1] }, 'nothing is between 2 and 1; write the smaller one first'],
    [gap, { atLeast: 1, as: 'points' }, '`atLeast: 1` is 100 points; one point is 0.01'],
    [{ ours, theirs }, { within: -1 }, '`within` is how far apart numbers are: 0 or more'],
    [{ ours, theirs }, { order: 'up' }, '`order` cannot be "up"'],
    [{ ours, theirs: 'x' }, { above: 1 }, '"theirs" is none of these'],
    [{}, { above: 1 }, 'and this is empty'],
    [gap, { significant: 5 }, '`significant` is true, false or a level such as 0.01, not 5'],
    [leader, {}, 'nothing is claimed of it; say one or more of is, oneOf'],
    [leader, { is: 'cnn', oneOf: ['cnn'] }, 'say `is` or `oneOf`, not both'],
    [leader, { above: 1 }, 'there is no option `above`'],
    [0.97, { above: 1 }, 'a claim is about a mean, a gap'],
    [null, undefined, 'a claim is about a mean, a gap'],
    [{ holds: 1, found: 'x', runs: [] }, undefined, '`holds` is true or false, not 1'],
    [{ holds: true, found: ' ', runs: [] }, undefined, '`found` says in words what was found'],
    [{ all: ['cnn-wins'] }, undefined, 'there is no claim "cnn-wins" before this one'],
    [{ all: [] }, undefined, '`all` lists the names of claims that were made before'],
  ])('%j %j', (value, claimed, message) => expect(() => make(value, claimed)).toThrow(message))
})

const figures = defineFigures<typeof run>(({ runs, compare, mean, claim }) => {
  const tuned = runs.select({ each: 'optimizer', by: 'val.accuracy', max: true })
  const main = compare(tuned, { rows: 'optimizer', metric: 'test.accuracy', better: 'max' })
  claim('adam-ahead', main.gap('adam', 'sgd'), { atLeast: 0.01, better: true, as: 'points' })
  claim('adam-best', main.best(), { is: 'adam' })
  claim('far-ahead', main.gap('adam', 'sgd'), { atLeast: 0.2, as: 'points' })
  claim('both-learn', { adam: mean(tuned.only({ optimizer: 'adam' }), 'test.accuracy') }, { above: 0.5 })
  claim('all-of-it', { all: ['adam-ahead', 'adam-best'] })
})

it('claims are written beside the facts, with the runs behind them, the same bytes each time', async () => {
  const folder = await testFolder()
  const job = testJob(folder, await writeResults(folder))
  await figures.render(job)
  const { claims } = await readFacts(job.into.facts)
  const verdicts = judgeClaims(claims!)
  expect([...verdicts].map(([name, { holds }]) => [name, holds])).toEqual([
    ['adam-ahead', true],
    ['adam-best', true],
    ['all-of-it', true],
    ['both-learn', true],
    ['far-ahead', false],
  ])
  expect(verdicts.get('far-ahead')!.says).toMatch(/^adam − sgd = 5\.\d+ ± [\d.]+ points, claimed ≥ 20 points$/)
  const { claims: provenance, runs } = await readProvenance(job.into.provenance)
  expect(provenance!['adam-ahead']!).toMatchObject({ formula: 'mean(adam) − mean(sgd)' })
  expect(provenance!['adam-ahead']!.runs).toHaveLength(8)
  expect(provenance!['both-learn']!.terms?.[0] ?? provenance!['both-learn']).toMatchObject({ metric: 'test.accuracy' })
  expect(Object.keys(runs)).toHaveLength(8)
})

it('all that is wrong with claims is said at once', async () => {
  const wrong = defineFigures<typeof run>(({ runs, mean, claim }) => {
    const one = mean(runs.only({ optimizer: 'adam', model: { lr: 0.1 } }), 'test.accuracy')
    claim('a', one, {})
    claim('b', one, { above: 2 })
    claim('B', one, { above: 2 })
    claim('no spaces', one, { above: 2 })
  })
  const folder = await testFolder()
  await expect(wrong.render(testJob(folder, await writeResults(folder)))).rejects.toThrow(
    /3 problems in the figures of toy[^]*\(at claim a\)[^]*there is a claim "b" already[^]*\(at claim no spaces\)/,
  )
})
