import { type AnyRuns, importedRuns, type Json } from 'bocas/internal'
import { chartjsRenderer, drawingOf } from './chartjs/chartjs-renderer'
import { altText } from './figure/alt-text'
import { toDataCsv } from './figure/data-csv'
import { makeKit } from './kit/kit'
import { TABLE_FORMATS, tableFiles } from './table/files'

jest.setTimeout(120_000)

/** A run in memory: nothing is written. */
interface TestRun {
  readonly method: string
  readonly set?: string
  readonly size?: number
  readonly seed: number
  readonly score: number
  readonly cost?: number
}

function runsOf(runs: readonly TestRun[]): AnyRuns {
  const one = ({ method, set = 'a', size = 1, seed, score, cost = 1 }: TestRun, index: number) => ({
    name: `run-${index}`,
    origin: `${index}`,
    config: { method, set, size, seed } as Json,
    seed: { path: 'seed', value: seed },
    artifacts: {
      test: { kind: 'metrics', data: { score: stored(score), cost: stored(cost), part: 1 } },
      history: { kind: 'series', data: { loss: [2, stored(score), 1] } },
    },
  })
  return importedRuns({ from: 'mlflow', source: 's', runs: runs.map(one) }, { label: 'old', file: '/old.jsonl' })
}
const stored = (value: number): number | string => (Number.isFinite(value) ? value : String(value))

/** The same values of two methods on two data sets. */
const ofValues = (values: readonly number[], name = (index: number) => `m${index}`): TestRun[] =>
  [0, 1].flatMap((method) =>
    ['a', 'b'].flatMap((set) =>
      values.map((score, seed) => ({ method: name(method), set, size: 10 ** method, seed, score, cost: 1 + seed })),
    ),
  )

type AnyKit = Readonly<Record<string, (name: string, runs: unknown, options?: object) => unknown>>
const y = 'test.score'

/** Every kind that shows a metric of runs; those of tables of predictions are tried in predictions.spec.ts. */
const KINDS: Readonly<Record<string, (kit: AnyKit, runs: AnyRuns) => void>> = {
  lines: (kit, runs) => kit.lines!('f', runs, { y: 'history.loss', by: 'method', over: 'set' }),
  'lines over a key': (kit, runs) => kit.lines!('f', runs, { y, x: 'size', by: 'method', over: 'set' }),
  'smoothed lines': (kit, runs) =>
    kit.lines!('f', runs, { y: 'history.loss', by: 'method', over: 'set', smooth: { mean: 3 } }),
  bars: (kit, runs) => kit.bars!('f', runs, { y, x: 'method', by: 'set' }),
  'bars on a log axis': (kit, runs) => kit.bars!('f', runs, { y, x: 'method', by: 'set', yScale: 'log' }),
  stacks: (kit, runs) => kit.stacks!('f', runs, { y: [y, 'test.part'], x: 'method', over: 'set' }),
  strips: (kit, runs) => kit.strips!('f', runs, { y, x: 'method', by: 'set' }),
  boxes: (kit, runs) => kit.boxes!('f', runs, { y, x: 'method', by: 'set' }),
  violins: (kit, runs) => kit.violins!('f', runs, { y, x: 'method', by: 'set' }),
  histogram: (kit, runs) => kit.histogram!('f', runs, { x: y, by: 'method', over: 'set' }),
  ecdf: (kit, runs) => kit.ecdf!('f', runs, { x: y, by: 'method', over: 'set' }),
  density: (kit, runs) => kit.density!('f', runs, { x: y, by: 'method', over: 'set' }),
  heatmap: (kit, runs) => kit.heatmap!('f', runs, { x: 'method', y: 'set', show: y }),
  scatter: (kit, runs) => kit.scatter!('f', runs, { x: 'test.cost', y, by: 'method' }),
  pareto: (kit, runs) =>
    kit.pareto!('f', runs, { x: 'test.cost', y, by: 'method', over: 'set', better: { x: 'min', y: 'max' } }),
  power: (kit, runs) => kit.power!('f', runs, { x: 'test.cost', y, by: 'method', over: 'set' }),
  parallel: (kit, runs) => kit.parallel!('f', runs, { axes: ['method', 'size', y] }),
  ranks: (kit, runs) => kit.ranks!('f', runs, { metric: y, rows: 'method', per: 'set', better: 'max' }),
  profiles: (kit, runs) => kit.profiles!('f', runs, { x: y, by: 'method', per: 'set' }),
  facets: (kit, runs) => kit.bars!('f', runs, { y, x: 'method', facet: 'set', size: 'text' }),
  table: (kit, runs) => kit.table!('f', runs, { rows: 'method', cols: 'set', show: y, better: 'max' }),
  'table of quartiles': (kit, runs) =>
    kit.table!('f', runs, { rows: 'method', cols: 'set', show: y, better: 'max', spread: 'iqr', thousands: true }),
  'table of a comparison': (kit, runs) =>
    kit.table!('f', kit.compare!(runs as never, { rows: 'method', per: 'set', metric: y, better: 'max' })),
  'table over tasks': (kit, runs) =>
    kit.table!('f', kit.across!(runs as never, { rows: 'method', per: 'set', metric: y, better: 'max' })),
  fact: (kit, runs) =>
    kit.fact!('f', kit.mean!(runs as never, y, { over: ['method', 'set', 'size'] }), { error: 'interval' }),
}

const many = Array.from({ length: 20 }, (_, index) => Math.sin(index * 12.9898) + 2)
const VALUES: Readonly<Record<string, readonly number[]>> = {
  none: [],
  one: [0.5],
  ties: Array<number>(12).fill(0.5),
  zeros: Array<number>(12).fill(0),
  negative: many.slice(0, 12).map((value) => -value),
  'NaN among them': [NaN, ...many.slice(0, 11)],
  'tiny and huge': [1e-300, 1e300, 1e-9, 1, ...many.slice(0, 8)],
  'nothing but NaN': Array<number>(12).fill(NaN),
  infinities: [Infinity, -Infinity, ...many.slice(0, 10)],
  'all huge': many.slice(0, 12).map((value) => value * 1e300),
  'nearly equal': many.slice(0, 12).map((value) => 1e9 + value * 1e-6),
}

/** Words of the machinery, which no user can do anything with. */
const INTERNAL =
  /Cannot (?:read|convert|set)|is not (?:a function|iterable|defined)|undefined|\[object|Invalid (?:array|string) length|call stack|out of range|Maximum/i

/** What becomes of it: `drawn`, or why not. Whatever is drawn is whole: no place is NaN, and no word is one of a program. */
async function outcomeOf(draw: (kit: AnyKit, runs: AnyRuns) => void, runs: AnyRuns): Promise<string> {
  const { kit, collected } = makeKit(runs, false)
  try {
    draw(kit as unknown as AnyKit, runs)
  } catch (error) {
    return told((error as Error).message)
  }
  if (collected.problems.length > 0) return told(collected.problems.map(({ message }) => message).join('; '))
  for (const figure of collected.figures) {
    try {
      const { texts } = drawingOf(figure)
      expect(texts.filter(({ text }) => INTERNAL.test(text))).toEqual([])
      const svg = Buffer.from(await chartjsRenderer.render(figure, 'svg')).toString()
      expect(svg.match(/[ ",(]-?(?:NaN|Infinity)[ ",)]/g)).toBeNull()
    } catch (error) {
      if ((error as { matcherResult?: unknown }).matcherResult !== undefined) throw error
      return told((error as Error).message)
    }
    for (const words of [altText(figure), toDataCsv(figure)]) expect(INTERNAL.exec(words)).toBeNull()
    expect(altText(figure)).not.toMatch(/ {2}|\(\)|: \.|\.\./)
  }
  for (const table of collected.tables) {
    const files = tableFiles(table)
    expect(files).toHaveLength(TABLE_FORMATS.length)
    for (const [, text] of files) expect(INTERNAL.exec(text)).toBeNull()
  }
  for (const { text } of Object.values(collected.facts)) expect(INTERNAL.exec(text)).toBeNull()
  return 'drawn'
}

function told(message: string): string {
  expect(INTERNAL.exec(message)).toBeNull()
  return message.split('\n')[0]!.slice(0, 90)
}

/** Every one is drawn, or refused in words that say what to do: `outcomeOf` looks at either. No process ends, and none goes on for ever. */
describe.each(Object.keys(KINDS))('%s', (kind) => {
  it.each(Object.keys(VALUES))('of values: %s', async (attack) => {
    expect(await outcomeOf(KINDS[kind]!, runsOf(ofValues(VALUES[attack]!)))).not.toBe('')
  })
})
