import { type AnyRuns, importedRuns, table } from 'bocas/internal'
import { altText } from './figure/alt-text'
import { type Figure, plotsOf } from './figure/figure'
import { frontOf } from './figure/front'
import type { ScatterFigure } from './figure/plot'
import { makeKit } from './kit/kit'
import { type AnyKit } from './test-outcome'
import { figureOf, type TestRun } from './test-figure-of'

/** What stands in place of the score of one run; `gone` where that run is not there at all. */
type Odd = number | 'gone'
const METHODS = ['m0', 'm1', 'm2']
const SETS = Array.from({ length: 10 }, (_, at) => `set ${at}`)
const least = 0.05
const score = (method: number, set: number, seed: number): number =>
  method === 0 && set === 0 && seed === 0 ? least : 0.1 + 0.2 * method + 0.1 * Math.abs(Math.sin(5 * set + 3 * seed))

/** Three seeds of three methods on ten data sets; one run of the method that is best has an odd score, at the end of its curve too. */
function runsWith(odd: Odd): AnyRuns {
  const runs = METHODS.flatMap((method, m) =>
    SETS.flatMap((set, s) => [0, 1, 2].map((seed) => ({ method, m, set, s, seed, score: score(m, s, seed) }))),
  )
  const isOdd = (run: (typeof runs)[number]): boolean => run.m === 2 && run.s === 3 && run.seed === 1
  const stored = (value: number): number | string => (Number.isFinite(value) ? value : String(value))
  const shown = runs.filter((run) => odd !== 'gone' || !isOdd(run))
  return importedRuns(
    {
      from: 'mlflow',
      source: 's',
      runs: shown.map((run, index) => {
        const value = isOdd(run) && odd !== 'gone' ? odd : run.score
        return {
          name: `run-${index}`,
          origin: `${index}`,
          config: { method: run.method, set: run.set, size: 2 ** run.s, seed: run.seed },
          seed: { path: 'seed', value: run.seed },
          artifacts: {
            test: { kind: 'metrics', data: { score: stored(value), cost: 10 - run.m, part: 1 } },
            history: { kind: 'series', data: { loss: [2, 1, stored(value)] } },
          },
        }
      }),
    },
    { label: 'old', file: '/old.jsonl' },
  )
}

const y = 'test.score'
const over = ['set', 'size']
type Draw = (kit: AnyKit, runs: AnyRuns) => void

/** By kind: what its note says of one value that is not finite. Of those that leave it out, the rest is as if the run were not there. */
const LEFT_OUT: Readonly<Record<string, readonly [note: string, draw: Draw]>> = {
  'lines over a key': [
    'n = 2–3 · faint: fewer runs · 1 of 90 values not finite, left out',
    (kit, runs) => kit.lines!('f', runs, { y, x: 'size', by: 'method', over: 'set' }),
  ],
  bars: [
    'mean ± sd, n = 29–30 · 1 of 90 values not finite, left out',
    (kit, runs) => kit.bars!('f', runs, { y, x: 'method', over }),
  ],
  stacks: [
    'n = 29–30 · error bars: of the total · 1 of 90 values not finite, left out',
    (kit, runs) => kit.stacks!('f', runs, { y: [y, 'test.part'], x: 'method', over }),
  ],
  boxes: [
    'n = 29–30 · 1 of 90 values not finite, left out',
    (kit, runs) => kit.boxes!('f', runs, { y, x: 'method', over }),
  ],
  violins: [
    'n = 29–30 · 1 of 90 values not finite, left out',
    (kit, runs) => kit.violins!('f', runs, { y, x: 'method', over }),
  ],
  strips: [
    'n = 29–30 · 1 of 90 values not finite, left out',
    (kit, runs) => kit.strips!('f', runs, { y, x: 'method', over }),
  ],
  histogram: [
    'n = 29–30 · 1 of 90 values not finite, left out',
    (kit, runs) => kit.histogram!('f', runs, { x: y, by: 'method', over }),
  ],
  ecdf: [
    'n = 29–30 · 1 of 90 values not finite, left out',
    (kit, runs) => kit.ecdf!('f', runs, { x: y, by: 'method', over }),
  ],
  density: [
    'n = 29–30 · 1 of 90 values not finite, left out',
    (kit, runs) => kit.density!('f', runs, { x: y, by: 'method', over }),
  ],
  heatmap: [
    'mean, n = 2–3 · *: mean of the finite ones · 1 of 90 values not finite, left out',
    (kit, runs) => kit.heatmap!('f', runs, { x: 'method', y: 'set', show: y, over: 'size' }),
  ],
  scatter: [
    '1 of 90 values not finite, left out',
    (kit, runs) => kit.scatter!('f', runs, { x: 'test.cost', y, by: 'method' }),
  ],
  pareto: [
    'n = 29–30 · 1 of 180 values not finite, left out; what has such values is not on the line',
    (kit, runs) =>
      kit.pareto!('f', runs, { x: 'test.cost', y, nameBy: 'method', over, better: { x: 'min', y: 'max' } }),
  ],
  power: [
    'no power law of m2: a power law is of finite numbers above 0, and one is NaN · 1 of 90 values not finite, left out',
    (kit, runs) => kit.power!('f', runs, { x: 'size', y, by: 'method' }),
  ],
  parallel: [
    'n = 29–30 · 1 of 90 values not finite, left out',
    (kit, runs) => kit.parallel!('f', runs, { axes: ['method', y], over }),
  ],
  'another axis of parallel coordinates': [
    '1 of 180 values not finite, left out',
    (kit, runs) => kit.parallel!('f', runs, { axes: ['method', y, 'test.cost'], over }),
  ],
  'curves over steps': [
    '1 of 270 values not finite, left out',
    (kit, runs) => kit.lines!('f', runs, { y: 'history.loss', by: 'method', over }),
  ],
  'smoothed curves': [
    '1 of 270 values not finite, left out',
    (kit, runs) => kit.lines!('f', runs, { y: 'history.loss', by: 'method', over, smooth: { mean: 3 } }),
  ],
  'small multiples': [
    'n = 2–3 · 1 of 90 values not finite, left out',
    (kit, runs) => kit.bars!('f', runs, { y, x: 'method', over: 'size', facet: 'set', size: 'text' }),
  ],
}

function drawn(draw: Draw, odd: Odd) {
  const runs = runsWith(odd)
  const { kit, collected } = makeKit(runs, false)
  draw(kit as unknown as AnyKit, runs)
  return collected
}

const figure = (draw: Draw, odd: Odd): Figure => {
  const { figures, problems } = drawn(draw, odd)
  expect(problems).toEqual([])
  return figures[0]!
}

/** How many there are, and in which words, differs; what is drawn does not. */
function shownOf(one: Figure): unknown {
  const isHidden = (value: unknown): boolean =>
    typeof value === 'number'
      ? !Number.isFinite(value)
      : typeof value === 'object' && value !== null && 'y' in value && !Number.isFinite(value.y)
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((item) => !isHidden(item)).map(strip)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
        ['n', 'of', 'note', 'told', 'fit', 'label', 'text'].includes(key) ? [] : [[key, strip(item)]],
      ),
    )
  }
  return strip(one)
}

describe.each(Object.entries(LEFT_OUT))('%s', (kind, [note, draw]) => {
  // What is below 0 is no part of a stack.
  const odds = kind === 'stacks' ? ['NaN', 'Infinity'] : ['NaN', 'Infinity', '-Infinity']
  it.each(odds)('leave out a score of %s, and say so', (odd) => {
    const one = figure(draw, Number(odd))
    const said = odd === 'NaN' ? note : note.replace('one is NaN', `one is ${odd === 'Infinity' ? '∞' : '−∞'}`)
    expect(altText(one).toLowerCase()).toContain(said.toLowerCase())
    // A curve is there up to the value that is not.
    if (!kind.includes('curves')) expect(shownOf(one)).toEqual(shownOf(figure(draw, 'gone')))
  })
})

it('what diverged is not on a front, although the rest of it would be', () => {
  const [, draw] = LEFT_OUT['pareto']!
  const names = (odd: Odd) => {
    const { series, front } = figure(draw, odd) as ScatterFigure
    return frontOf(series, front!).map(({ label }) => label)
  }
  expect([names('gone'), names(NaN)]).toEqual([['m2'], ['m1']])
})

it.each([['NaN'], ['Infinity'], ['-Infinity']])('profiles count a score of %s as above no score, and say so', (odd) => {
  const draw: Draw = (kit, runs) => kit.profiles!('f', runs, { x: y, by: 'method', per: 'set', over: 'size' })
  const one = figure(draw, Number(odd))
  expect(altText(one)).toContain('1 of 90 values not finite, counted as above no score')
  const points = (of: Figure) =>
    plotsOf(of).flatMap((plot) => ('series' in plot ? plot.series.map((s) => s.label) : []))
  expect(points(one)).toEqual(METHODS)
  const shares = (of: Figure) =>
    plotsOf(of).flatMap((plot) =>
      plot.kind === 'lines' ? plot.series.map((s) => s.points.map((p) => [p.x, p.y])) : [],
    )
  expect(shares(one)).toEqual(shares(figure(draw, least)))
  // The same of an evaluation.
  const runs = runsWith(Number(odd))
  const { kit } = makeKit(runs, false)
  const evaluated = (kit as unknown as AnyKit).across!(runs as never, {
    rows: 'method',
    per: 'set',
    over: 'size',
    metric: y,
    better: 'max',
  }) as { profiles: () => Record<string, { points: readonly { score: number; share: number }[] }> }
  const profiles = Object.values(evaluated.profiles()).map(({ points: all }) =>
    all.map((p) => [p.score, 100 * p.share]),
  )
  expect(profiles).toEqual(shares(one))
})

it('ranks are refused, and an evaluation keeps what is not finite, and says so', () => {
  const options = { rows: 'method', per: 'set', over: 'size', better: 'max' }
  const { problems } = drawn((kit, runs) => kit.ranks!('f', runs, { metric: y, ...options }), NaN)
  expect(problems.map(({ message }) => message)).toEqual(['there is no critical difference: a value is not finite'])
  const { tables, said } = drawn((kit, runs) => {
    const evaluated = kit.across!(runs as never, { metric: y, ...options })
    kit.table!('t', evaluated, { width: 'text' })
  }, NaN)
  const { rows, note } = tables[0]!
  expect(rows.map(({ cells }) => cells[0]!.value?.mark ?? null)).toEqual([null, 'best', null])
  const texts = note.map(({ text }) => text)
  expect(texts).toContain('1 of 90 values not finite, not left out: what is made of them is out of the comparison')
  expect(texts).toContain('1 of 90 runs has NaN in test.score')
  expect(said.get('table t')).toContain('1 of 90 runs has NaN in test.score')
})

it.each<[string, (kit: Readonly<Record<string, (...given: unknown[]) => void>>) => void, string]>([
  ['roc', (kit) => kit['roc']!('f', kit['runs'], ROC), 'one finite score per row'],
  ['precisionRecall', (kit) => kit['precisionRecall']!('f', kit['runs'], ROC), 'one finite score per row'],
  [
    'calibration',
    (kit) => kit['calibration']!('f', kit['runs'], { table: 't', actual: 'actual', positive: 'a', probability: 'p' }),
    'a probability is a number from 0 to 1',
  ],
  [
    'confusion',
    (kit) => kit['confusion']!('f', kit['runs'], { table: 't', actual: 'actual', predicted: 'said', count: 'p' }),
    'which is none',
  ],
])('%s is refused where a row has no finite number', async (_, draw, message) => {
  for (const p of [NaN, Infinity]) {
    const rows = [0.1, 0.9, 0.4, p].map((one, at) => ({ actual: at % 2 ? 'a' : 'b', said: at > 1 ? 'a' : 'b', p: one }))
    const run: TestRun = [{ seed: 0 }, { t: table(rows) }]
    await expect(figureOf([run], draw as never)).rejects.toThrow(message)
  }
})

const ROC = { table: 't', actual: 'actual', positive: 'a', score: 'p' }
