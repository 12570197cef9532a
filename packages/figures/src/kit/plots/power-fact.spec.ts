import { LANGUAGES, readFacts, wordsIn, type Fact } from 'bocas/internal'
import { altText } from '../../figure/alt-text'
import type { Figure } from '../../figure/figure'
import type { LinesFigure } from '../../figure/plot'
import { defineFigures } from '../../define-figures'
import type { TestRun } from '../../test-figure-of'
import { testFolder, testJob, writeResult } from '../../test-results'

const SIZES = [1, 2, 4, 8, 16]
const run = (size: number, seed: number, error: number, more: object = {}): TestRun => [
  { size, seed, ...more } as never,
  { error, cost: size },
]
const noisy = (size: number, seed: number): number => (1 + 0.4 * Math.sin(7 * size + 3 * seed)) / Math.sqrt(size)
const grid = (sizes: readonly number[], seeds: number): TestRun[] =>
  sizes.flatMap((size) => Array.from({ length: seeds }, (_, seed) => run(size, seed, noisy(size, seed))))

/** The same runs as figure and as fact; a reason in place of a fact that is refused. */
async function both(runs: readonly TestRun[], options: object, over: object) {
  const folder = await testFolder()
  const written = []
  for (const [at, [config, output]] of runs.entries())
    written.push(await writeResult(folder, 'toy', `run-${at}`, config, output))
  const figures = new Map<string, Figure>()
  const renderer = {
    name: 'keeper',
    render: async (figure: Figure) => (figures.set(figure.name, figure), new Uint8Array()),
  }
  const job = testJob(folder, written)
  let reason: string | undefined
  await defineFigures(
    (kit) => {
      const any = kit as unknown as Record<string, (...given: unknown[]) => unknown>
      any['power']!('f', kit.runs, { x: 'size', y: 'error', ...options })
      any['power']!('byCost', kit.runs, { x: 'cost', y: 'error', ...options })
      try {
        any['fact']!('law', any['powerLaw']!(kit.runs, 'cost', 'error', over))
      } catch (error) {
        reason = (error as Error).message.replace(/^.*?of these: /, '')
      }
    },
    { renderer },
  ).render(job)
  const { facts } = await readFacts(job.into.facts)
  return {
    figures: [...figures.values()] as LinesFigure[],
    fact: facts['law'] as (Fact & { n: number }) | undefined,
    reason,
  }
}

describe('a power law is the same in a figure, its words and a fact', () => {
  it.each<[string, readonly TestRun[], object, object]>([
    ['of one seed', grid(SIZES, 1), {}, {}],
    ['of several seeds', grid(SIZES, 5), {}, {}],
    ['of numbers of seeds that differ', [...grid(SIZES, 2), run(16, 7, 0.9), run(16, 8, 0.8)], {}, {}],
    ['with error bars of another kind', grid(SIZES, 3), { error: 'sd' }, {}],
    ['in percent', grid(SIZES, 3), { as: 'percent' }, {}],
    ['of two settings at each place', [...grid(SIZES, 2), ...SIZES.map((size) => run(size, 0, 1, { lr: 2 }))], {}, {}],
    [
      'over folds',
      SIZES.flatMap((size) => [0, 1, 2].map((fold) => run(size, 0, noisy(size, fold), { fold }))),
      { over: 'fold' },
      { over: 'fold' },
    ],
  ])('%s', async (_, runs, options, over) => {
    const { figures, fact } = await both(runs, options, over)
    expect(figures).toHaveLength(2)
    for (const figure of figures) {
      expect(fact!.text).toMatch(/\d \[−/)
      expect(figure.note).toContain(`exponent ${fact!.text} · line and band`)
      expect(altText(figure)).toContain(`${fact!.n} settings, exponent ${fact!.text}.`)
      expect(figure.series[0]!.points).toHaveLength(fact!.n)
    }
  })

  it.each<[string, readonly TestRun[]]>([
    ['an error below 0', [...grid(SIZES, 2), run(32, 0, -1)]],
    ['an error of 0', [...grid(SIZES, 2), run(16, 5, 0)]],
    ['a run that diverged', [...grid(SIZES, 2), run(16, 5, NaN)]],
    ['a cost of 0', [...grid(SIZES, 2), run(0, 5, 1)]],
    ['few settings with many seeds', grid([1, 2, 4], 5)],
  ])('and is refused for the same reason, told once: %s', async (_, runs) => {
    const { figures, fact, reason } = await both(runs, {}, {})
    expect(fact).toBeUndefined()
    expect(figures).toHaveLength(2)
    for (const figure of figures) {
      expect(figure.series[0]).not.toHaveProperty('fit')
      expect(figure.note).toContain(`no power law: ${reason}`)
      const alt = altText(figure)
      expect(alt.split(reason!)).toHaveLength(2)
      expect(alt).not.toContain('line and band')
      expect(alt).not.toContain('fitted')
    }
  })

  it('lies among the points that are drawn: both are geometric means', async () => {
    const { figures } = await both(grid(SIZES, 5), { as: 'percent' }, {})
    const { points, fit } = figures[0]!.series[0]!
    const logs = (list: readonly { readonly y: number }[]) => list.reduce((sum, { y }) => sum + Math.log(y), 0)
    // Least squares go through the mean of the points; the places are equal steps of the logarithm.
    expect(logs(points) / points.length).toBeCloseTo(logs(fit!) / fit!.length, 9)
  })

  it('of several groups tells which have none', async () => {
    const runs = [
      ...grid(SIZES, 2).map(([config, output]): TestRun => [{ ...config, method: 'a' } as never, output]),
      ...grid([1, 2], 2).map(([config, output]): TestRun => [{ ...config, method: 'b' } as never, output]),
    ]
    const { figures } = await both(runs, { by: 'method' }, {})
    expect(figures[0]!.note).toContain('line and band')
    expect(figures[0]!.note).toContain(
      'no power law of b: a power law takes 4 points at 3 places, and there are 2 at 2',
    )
    expect(altText(figures[0]!)).toContain('with a fitted power law;')
  })
})

it.each(LANGUAGES)('nothing of a law is told in %s where there is none', (language) => {
  const { power, alt } = wordsIn(language)
  expect(power.noneOf('', 'X').split('X')).toHaveLength(2)
  expect(power.noneOf('a', 'X')).toContain('a')
  expect(new Set([0, 1, 2].map((laws) => alt.power('y', 'x', laws))).size).toBe(3)
  expect(alt.power('y', 'x', 1).startsWith(alt.power('y', 'x', 0))).toBe(true)
})
