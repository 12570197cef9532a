import { compare } from '../comparison'
import { checkSeeds, choiceNotes } from './checks'
import { freshFolder, storeRun } from '../read/fixtures'
import { pivot } from '../pivot'
import { type ExpectedRun, readRuns } from '../read/read-runs'
import type { MetricRoles } from '../../sweep'

interface Conf {
  readonly tactic: { readonly name: 'near'; readonly k: number } | { readonly name: 'line' }
  readonly seed: number
}
interface Out {
  readonly val: { readonly accuracy: number; readonly loss: number }
  readonly test: { readonly accuracy: number; readonly error: number }
  readonly score: number
}

/** Validation accuracies by k, one per seed; `line` is another tactic with one setting. */
type Accuracies = Readonly<Record<string, readonly number[]>>
const TIED: Accuracies = { 1: [0.9, 0.8, 0.7], 5: [0.7, 0.9, 0.8], 15: [0.5, 0.6, 0.7] }

async function stored(accuracies: Accuracies): Promise<ExpectedRun[]> {
  const root = freshFolder()
  const settings = [
    ...Object.entries(accuracies).map(([k, values]) => ({ tactic: { name: 'near', k: Number(k) }, values })),
    { tactic: { name: 'line' }, values: [0.6, 0.6, 0.6] },
  ]
  const runs = []
  for (const { tactic, values } of settings)
    for (const [seed, accuracy] of values.entries())
      runs.push(
        await storeRun(root, {
          name: `${tactic.name}+${'k' in tactic ? tactic.k : ''}+${seed}`,
          config: { tactic, seed },
          seedPath: 'seed',
          output: {
            val: { accuracy, loss: 1 - accuracy },
            test: { accuracy: accuracy - 0.1, error: 1.1 - accuracy },
            score: accuracy,
          },
        }),
      )
  return runs
}

const runsOf = async (accuracies: Accuracies = TIED, roles?: MetricRoles) =>
  readRuns<Conf, Out>(await stored(accuracies), {
    sweeps: { pilot: ['near+1+0', 'near+5+0'] },
    ...(roles === undefined ? {} : { metrics: { mnist: roles } }),
  })
const BEST = { each: 'tactic', by: 'val.accuracy', max: true } as const
const TIE = 'k = 1 and k = 5 tie on val.accuracy (near): k = 1, the first in the sweep, is taken'

describe('a tie of select', () => {
  it('is decided by the order of the sweep, and said', async () => {
    const chosen = (await runsOf()).select(BEST)
    expect(chosen.names.slice(0, 3)).toEqual(['near+1+0', 'near+1+1', 'near+1+2'])
    expect(choiceNotes(chosen as never)).toEqual([TIE])
    expect(chosen.only({ tactic: 'near' }).choices).toEqual(chosen.choices)
    expect(chosen.only({ tactic: 'line' }).choices).toMatchObject([
      { by: 'val.accuracy', best: 'max', ties: [], isRuled: false },
    ])
  })

  it('is one of means that differ by rounding only, in any order of the sum, and not of means that differ', async () => {
    const orders = [
      [0.1, 0.2, 0.3, 0.7],
      [0.7, 0.3, 0.2, 0.1],
      [0.3, 0.1, 0.7, 0.2],
    ]
    for (const [one, other] of [
      [0, 1],
      [1, 0],
      [0, 2],
      [2, 1],
    ] as const) {
      const runs = await runsOf({ 1: orders[one]!, 5: orders[other]! })
      expect(runs.select(BEST).names[0]).toBe('near+1+0')
      expect(runs.select({ ...BEST, max: undefined, min: true } as never).choices[0]!.ties).toHaveLength(1)
    }
    const close = await runsOf({ 1: [0.9, 0.9, 0.9], 5: [0.9, 0.9, 0.9 + 1e-12] })
    expect(close.select(BEST).names[0]).toBe('near+5+0')
    expect(choiceNotes(close.select(BEST) as never)).toEqual([])
    const large = await runsOf({ 1: [1e8, 1e8, 1e8], 5: [1e8, 1e8, 1e8 + 1e-3] })
    expect(large.select(BEST).names[0]).toBe('near+5+0')
  })

  it('can be decided by the value of a key, or be an error', async () => {
    const runs = await runsOf()
    const largest = runs.select({ ...BEST, tie: { 'tactic.k': 'max' } })
    expect(largest.names[0]).toBe('near+5+0')
    expect(choiceNotes(largest as never)).toEqual([
      'k = 1 and k = 5 tie on val.accuracy (near): k = 5, the largest tactic.k, is taken',
    ])
    expect(() => runs.select({ ...BEST, tie: 'error' })).toThrow(
      "k = 1 and k = 5 have the same mean of val.accuracy at near, and `tie: 'error'` was said; choose by another metric as well (only()), or say which is taken: `tie: 'first'`, `tie: { 'tactic.k': 'min' }`",
    )
    expect(() => runs.select({ ...BEST, tie: { 'tactic.q': 'min' } as never })).toThrow('no run has a key "tactic.q"')
    expect(() => runs.select({ ...BEST, tie: { 'tactic.k': 'least' } as never })).toThrow('`tie` is')
    expect(() => runs.select({ ...BEST, tie: 'last' as never })).toThrow('`tie` is')
  })

  it('does not come from means that are not finite', async () => {
    const runs = await runsOf({ 1: [NaN, 1, 1], 5: [NaN, 1, 1] })
    expect(runs.select(BEST).choices[0]!.ties).toEqual([])
  })
})

const WHY = { optimistic: 'to see what tuning could give' }

describe('what metrics are for', () => {
  it('is known by convention: validation chooses, and a metric of the test set or of neither does not', async () => {
    const runs = await runsOf()
    for (const by of ['test.accuracy', 'test.error'] as const)
      expect(() => runs.select({ ...BEST, by })).toThrow(
        `select() would choose by ${by}, which is for reporting: what is shown of the best runs would be flattered by the choice; choose by val.accuracy or val.loss, or say why: optimistic: '…'`,
      )
    expect(() => runs.select({ ...BEST, by: 'score' })).toThrow(
      "select() would choose by score, and nothing says that it is for choosing; when it is measured on validation data, add `metrics: { choose: ['val', 'score'] }` to the options of defineSweep in the sweep.ts of mnist (or of loadCollection), else say why: optimistic: '…'",
    )
    expect(() => runs.select({ ...BEST, by: 'score', optimistic: ' ' })).toThrow('`optimistic` of select() says why')
    expect(() => runs.select({ ...BEST, by: 'score', optimistic: true as never })).toThrow('`optimistic` of select()')
  })

  it('is what a sweep declares', async () => {
    const runs = await runsOf(TIED, { choose: ['score'], report: ['*.accuracy'] })
    expect(runs.select({ ...BEST, by: 'score' }).length).toBe(6)
    expect(() => runs.select({ ...BEST, by: 'val.accuracy' })).toThrow('which is for reporting')
    expect(() => runs.select({ ...BEST, by: 'val.loss' })).toThrow("metrics: { choose: ['score', 'val.loss'] }")
  })

  const shows = {
    pivot: (runs: never, metric: string, optimistic?: true) =>
      pivot(runs, { rows: 'tactic', values: metric, ...(optimistic && { optimistic }) }),
    compare: (runs: never, metric: string, optimistic?: true) =>
      compare(runs, { rows: 'tactic', metric, better: 'max', ...(optimistic && { optimistic }) }),
  }
  it.each(Object.entries(shows))('decides what %s may show of chosen runs', async (_, show) => {
    const honest = (await runsOf()).select(BEST) as never
    show(honest, 'test.accuracy')
    show(honest, 'score')
    expect(() => show(honest, 'val.accuracy')).toThrow('were chosen by val.accuracy, so its values are optimistic')
    expect(() => show(honest, 'val.loss')).toThrow(
      'were chosen by val.accuracy, and val.loss comes from the same data, so its values are optimistic',
    )
    show(honest, 'val.loss', true)
    const bound = (await runsOf()).select({ ...BEST, by: 'test.error', ...WHY }) as never
    for (const metric of ['test.error', 'test.accuracy', 'val.loss', 'score'])
      expect(() => show(bound, metric)).toThrow('optimistic')
    show(bound, 'test.accuracy', true)
  })
})

describe('seeds that were picked', () => {
  /** Every way to some of the seeds. */
  const ways = {
    'only a value': (runs: Awaited<ReturnType<typeof runsOf>>) => runs.only({ seed: 2 }),
    'only a list': (runs: Awaited<ReturnType<typeof runsOf>>) => runs.only({ seed: [0, 2] }),
    'only a function': (runs: Awaited<ReturnType<typeof runsOf>>) => runs.only(({ seed }) => seed !== 1),
    'a group': (runs: Awaited<ReturnType<typeof runsOf>>) => runs.groupBy('seed')[1]!.runs,
    'the best seed of chosen runs': (runs: Awaited<ReturnType<typeof runsOf>>) => runs.select(BEST).only({ seed: 0 }),
    'the seed, then the choice': (runs: Awaited<ReturnType<typeof runsOf>>) => runs.only({ seed: 0 }).select(BEST),
    'one run': (runs: Awaited<ReturnType<typeof runsOf>>) =>
      runs.only((config) => config.tactic.name === 'line' || config.tactic.k === 5 || config.seed < 2),
  }

  it.each(Object.entries(ways))('are noticed: %s', async (_, pick) => {
    const picked = pick(await runsOf()) as never
    expect(() => checkSeeds(picked, undefined)).toThrow(
      /these runs have [12] of the 3 seeds of a setting \(\d(, \d)?\): picked seeds/,
    )
    expect(() => pivot(picked, { rows: ['tactic', 'tactic.k'], values: 'test.accuracy' })).toThrow('picked seeds')
    checkSeeds(picked, 'as an example')
    expect(choiceNotes(picked, 'as an example').at(-1)).toBe('optimistic: as an example')
    expect(() => checkSeeds(picked, '')).toThrow('`optimistic` says why')
  })

  it('are none where a setting has all of its seeds, or a sweep declares fewer', async () => {
    const runs = await runsOf()
    for (const whole of [
      runs,
      runs.only({ tactic: 'near' }),
      runs.select(BEST),
      runs.of('pilot'),
      runs.of('pilot').only({ tactic: { k: 5 } }),
    ])
      expect(() => checkSeeds(whole as never, undefined)).not.toThrow()
    expect(() => checkSeeds(runs.only({ seed: 1 }).of('pilot') as never, undefined)).not.toThrow()
  })
})
