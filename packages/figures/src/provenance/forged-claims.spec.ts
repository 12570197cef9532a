import { checkMade, type MadePlaces } from 'bocas/internal'
import { defineFigures } from '../define-figures'
import type { Count, Label } from '../kit/kit-values'
import { type run, testFolder, testJob, writeResults } from '../test-results'
import { attacksOn } from './test-attacks'

const figures = defineFigures<typeof run>(
  ({ runs, compare, mean, difference, ratio, count, shared, label, claim, fact }) => {
    const tuned = runs.select({ each: 'optimizer', by: 'val.accuracy', max: true })
    const main = compare(tuned, {
      rows: 'optimizer',
      per: 'model.lr',
      metric: 'test.accuracy',
      better: 'max',
      labels: { adam: 'Adam' },
    })
    const [adam, sgd] = [tuned.only({ optimizer: 'adam' }), tuned.only({ optimizer: 'sgd' })]
    const accuracy = { adam: mean(adam, 'test.accuracy'), sgd: mean(sgd, 'test.accuracy') }
    const gains = {
      accuracy: difference(accuracy.adam, accuracy.sgd),
      time: ratio(mean(adam, 'seconds'), mean(sgd, 'seconds')),
    }

    claim('ahead', main.gap('adam', 'sgd'), { atLeast: 0.04, significant: true, better: true, as: 'points' })
    claim('mean', accuracy.adam, { between: [0.9, 0.99] })
    claim('gains', gains, { above: 0 })
    claim('order', accuracy, { order: 'descending' })
    claim('best', main.best(), { is: 'adam' })
    claim('second', main.second(), { oneOf: ['sgd'] })
    claim('wins', main.wins('adam'), { all: true })
    claim('enough', count(adam), { atLeast: 3 })
    claim('epochs', shared(runs, (result) => result.column('history.loss').length) as Count, { exactly: 12 })
    claim('rate', shared(adam, ({ config }) => String(config.model.lr)) as Label, { is: '0.01' })
    claim('word', label('quick', adam), { is: 'quick' })
    claim('quick', { holds: false, found: 'the slowest run took 23 s', runs: accuracy.adam.runs })
    claim('all', { all: ['ahead', 'best'] })
    fact('best', main.best())
    fact('wins', main.wins('adam'))
  },
  { renderer: { name: 'none', render: async () => new Uint8Array([1]) } },
)

describe('a claim', () => {
  let places: MadePlaces
  let folder = ''
  const messagesOf = async (): Promise<string[]> =>
    (await checkMade('toy', places)).map(({ file, message }) => `${file.slice(folder.length + 1)}: ${message}`)

  beforeEach(async () => {
    folder = await testFolder()
    const job = testJob(folder, await writeResults(folder))
    await figures.render(job)
    places = job.into
  })

  it('of each kind is as it was made', async () => {
    expect(await messagesOf()).toEqual([])
  })

  type Attack = (on: ReturnType<typeof attacksOn>) => () => void
  /** What is changed in the file of facts, whose digest is made anew; by whom it is noticed. */
  const FORGERIES: [string, Attack, RegExp][] = [
    [
      'the value of a gap',
      ({ sealedClaims }) => sealedClaims(({ ahead }) => (ahead.numbers[0].value = 0.2)),
      /ahead` has a difference of 0\.2, the values of its runs give 0\.05/,
    ],
    [
      'a value by less than anybody sees',
      ({ sealedClaims }) => sealedClaims(({ mean }) => (mean.numbers[0].value += 1e-9)),
      /mean` has a mean of 0\.9\d+, the values of its runs give 0\.9\d+$/,
    ],
    [
      'the spread of a mean',
      ({ sealedClaims }) => sealedClaims(({ mean }) => (mean.numbers[0].error = 0)),
      /mean` has an sd of 0, the values of its runs give 0\.00/,
    ],
    [
      'the number of runs of a mean',
      ({ sealedClaims }) => sealedClaims(({ mean }) => (mean.numbers[0].n = 400)),
      /mean` has n of 400, the values of its runs give 4$/,
    ],
    [
      'one of several numbers, a difference',
      ({ sealedClaims }) => sealedClaims(({ gains }) => (gains.numbers[0].value = 0.9)),
      /gains` has a difference of 0\.9, the values of its runs give 0\.05\d* \(accuracy\)$/,
    ],
    [
      'one of several numbers, a ratio',
      ({ sealedClaims }) => sealedClaims(({ gains }) => (gains.numbers[1].value = 9)),
      /gains` has a ratio of 9, the values of its runs give 1\.5\d+ \(time\)$/,
    ],
    [
      'the kind of a number and its value with it',
      ({ sealedClaims }) => sealedClaims(({ gains }) => Object.assign(gains.numbers[0], { kind: 'ratio', value: 1 })),
      /gains` has a ratio of 1, the values of its runs give 1\.05\d* \(accuracy\)$/,
    ],
    [
      'which of several numbers is which',
      ({ sealedClaims }) => sealedClaims(({ order }) => order.numbers.reverse()),
      /order` says "sgd = .*; adam = .*", and said "adam = .*; sgd = .*" when it was made$/,
    ],
    [
      'which of several numbers is which, by their names',
      ({ sealedClaims }) =>
        sealedClaims(({ order }) => {
          order.numbers[0].name = 'sgd'
          order.numbers[1].name = 'adam'
        }),
      /order` has a mean of 0\.9\d+, the values of its runs give 0\.8\d+ \(sgd\)$/,
    ],
    [
      'a count of runs',
      ({ sealedClaims }) => sealedClaims(({ enough }) => (enough.numbers[0].value = 5)),
      /enough` has a count of 5, the values of its runs give 4$/,
    ],
    [
      'a count of wins',
      ({ sealedClaims }) => sealedClaims(({ wins }) => Object.assign(wins.numbers[0], { value: 2, of: 2 })),
      /wins` has a count of 2, the values of its runs give 1$/,
    ],
    [
      'of how many columns they are',
      ({ sealedClaims }) => sealedClaims(({ wins }) => (wins.numbers[0].of = 7)),
      /wins` has a whole of 7, the values of its runs give 1$/,
    ],
    [
      'what runs have in common, a number',
      ({ sealedClaims }) => sealedClaims(({ epochs }) => (epochs.numbers[0].value = 100)),
      /epochs` says 100, and a run of it has 12$/,
    ],
    [
      'what runs have in common, a word',
      ({ sealedClaims }) => sealedClaims(({ rate }) => (rate.names = ['0.1'])),
      /rate` says 0\.1, and a run of it has 0\.01$/,
    ],
    [
      'who is best',
      ({ sealedClaims }) => sealedClaims(({ best }) => Object.assign(best, { names: ['sgd'], claimed: { is: 'sgd' } })),
      /best` says sgd, the values of its runs give adam$/,
    ],
    [
      'who is second',
      ({ sealedClaims }) => sealedClaims(({ second }) => (second.names = ['adam'])),
      /second` says adam, the values of its runs give sgd$/,
    ],
    [
      'a word that code has chosen',
      ({ sealedClaims }) =>
        sealedClaims(({ word }) => Object.assign(word, { names: ['slow'], claimed: { is: 'slow' } })),
      /word` says "it is slow, claimed slow", and said "it is quick, claimed quick" when it was made$/,
    ],
    [
      'a bound',
      ({ sealedClaims }) => sealedClaims(({ ahead }) => (ahead.claimed.atLeast = 0.02)),
      /ahead` says "adam − sgd = .*, claimed ≥ 2 points and .*", and said "adam − sgd = .*, claimed ≥ 4 points and .*" when it was made$/,
    ],
    [
      'a bound out of what is claimed',
      ({ sealedClaims }) => sealedClaims(({ ahead }) => delete ahead.claimed.significant),
      /ahead` says ".*", and said ".* and significant" when it was made$/,
    ],
    [
      'an order',
      ({ sealedClaims }) => sealedClaims(({ order }) => (order.claimed.order = 'ascending')),
      /order` says ".* claimed in ascending order", and said ".* claimed in descending order" when it was made$/,
    ],
    [
      'the outcome of a test',
      ({ sealedClaims }) => sealedClaims(({ ahead }) => (ahead.numbers[0].test.significant = false)),
      /ahead` does not hold, and held when it was made$/,
    ],
    [
      'a p value',
      ({ sealedClaims }) => sealedClaims(({ ahead }) => (ahead.numbers[0].test.adjusted = 0.2)),
      /ahead` says ".*p = 0\.20, .*", and said ".*p < 0\.001, .*" when it was made$/,
    ],
    [
      'the verdict of what the author has checked',
      ({ sealedClaims }) => sealedClaims(({ quick }) => (quick.holds = true)),
      /quick` holds, and did not hold when it was made$/,
    ],
    [
      'what the author has found',
      ({ sealedClaims }) => sealedClaims(({ quick }) => (quick.found = 'the slowest run took 9 s')),
      /quick` says "the slowest run took 9 s", and said "the slowest run took 23 s" when it was made$/,
    ],
    [
      'which claims a claim sums up',
      ({ sealedClaims }) => sealedClaims(({ all }) => (all.claims = ['best'])),
      /all` says "best", and said "ahead, best" when it was made$/,
    ],
    [
      'the runs of a claim',
      ({ sealedClaims }) => sealedClaims(({ best }) => (best.runs = best.runs.slice(1))),
      /best` names other runs than it was made from$/,
    ],
    [
      'a claim that was not drawn',
      ({ sealedClaims }) => sealedClaims((all) => (all.own = all.best)),
      /own` is not among the claims that the figures made$/,
    ],
    [
      'a value here and what was said there',
      ({ sealedClaims }) =>
        sealedClaims(({ mean }, { claims }) => {
          claims.mean.text = claims.mean.text.replace(/^the mean = [\d.]+/, 'the mean = 0.980')
          mean.numbers[0].value = 0.98
        }),
      /mean` has a mean of 0\.98, the values of its runs give 0\.9\d+$/,
    ],
    [
      'a value without the digest',
      ({ claims }) => claims(({ ahead }) => (ahead.numbers[0].value = 0.2)),
      /ahead` has a difference of 0\.2, the values of its runs give 0\.05/,
    ],
  ]

  it.each(FORGERIES)('is refused when somebody has changed %s', async (_, attack, expected) => {
    attack(attacksOn(places))()
    const lines = await messagesOf()
    expect(lines[0]).toMatch(expected)
    expect(lines[0]).toMatch(/^facts\/toy\.json: the claim `toy\./)
  })

  it('and a fact that says who leads, or how often, are decided again from the means', async () => {
    const { both } = attacksOn(places)
    both(({ best, wins }) => {
      best!.text = 'sgd'
      Object.assign(wins, { text: '3 of 3', count: 3, of: 3, forms: { count: '3', of: '3' } })
    })()
    expect(await messagesOf()).toEqual([
      'facts/toy.json: `toy.best` says sgd, the values of its runs give Adam',
      'facts/toy.json: `toy.wins` has a count of 3, the values of its runs give 1',
    ])
  })
})

it('claims nothing of a number that was typed, or is of other runs', async () => {
  const folder = await testFolder()
  const typed = defineFigures<typeof run>(({ runs, mean, claim }) => {
    const adam = mean(runs.only({ optimizer: 'adam', model: { lr: 0.1 } }), 'test.accuracy')
    claim('none', { mean: 0.99, sd: null, n: 3, runs: [] }, { above: 0.9 })
    claim('bare', { mean: 0.99, sd: null, n: 3, runs: adam.runs }, { above: 0.9 })
    const { values: _values, metric: _metric, ...bare } = adam
    claim('one', { adam, own: { ...bare, metric: 'test.accuracy' } }, { above: 0.9 })
    claim('other', { ...adam, values: [1, 1, 1, 1] }, { above: 0.9 })
    claim('count', { count: 3, runs: adam.runs }, { above: 2 })
    claim('gone', { ...bare, runs: ['toy/gone'], values: [1] }, { above: 0.9 })
  })
  const problem: unknown = await typed
    .render(testJob(folder, await writeResults(folder)))
    .catch((error: unknown) => error)
  const lines = (problem as Error).message.split('\n')
  expect(lines.slice(1).map((line) => line.replace(/: take mean\(.*(?= \(at )/, '…'))).toEqual([
    'a claim comes from runs, and this one from none… (at claim none)',
    'this number does not know the values of its runs, as if it were typed… (at claim bare)',
    'this number does not know the values of its runs, as if it were typed… (at claim one)',
    expect.stringMatching(
      /^it says that test\.accuracy of toy\/.* is 1, and the result has 0\.9\d+ \(at claim other\)$/,
    ),
    'this number does not know the values of its runs, as if it were typed… (at claim count)',
    'it names the run toy/gone, which is none of those that are drawn here (at claim gone)',
  ])
})
