import { formatExact, judgeClaims, readFacts, readProvenance, type ExpectedRun, type Scale } from 'bocas/internal'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineFigures } from './define-figures'
import type { Figure } from './figure/figure'
import type { HeatmapFigure, BoxesFigure } from './figure/plot'
import { testFolder, testJob, writeResult } from './test-results'

/** Results that vary by factors: half of the width of their quartiles, and of any interval, is more than most of them. */
const FACTORS = [0.01, 0.3, 12, 0.02, 4]

interface Config {
  readonly tactic: string
  readonly size: number
  readonly seed: number
}
type Run = (config: Config) => { readonly score: number; readonly seconds: number }
type As = Exclude<Scale['as'], 'ratio' | undefined>

/** What the same numbers say wherever they are quoted: in every kind of output. */
async function quotes(values: readonly number[], as: As): Promise<Record<string, string>> {
  const folder = await testFolder()
  const runs: ExpectedRun[] = []
  for (const tactic of ['a', 'b'])
    for (const [seed, value] of values.entries()) {
      const score = tactic === 'a' ? value : value + 0.5 * Math.abs(values[0]!)
      const config = { tactic, size: 4, seed }
      runs.push(await writeResult(folder, 'toy', `tactic=${tactic}+seed=${seed}`, config, { score, seconds: 1 + seed }))
    }
  const drawn = new Map<string, Figure>()
  const figures = defineFigures<Run>(
    ({ runs, table, fact, claim, mean, bars, lines, boxes, heatmap, pareto }) => {
      const a = mean(runs.only({ tactic: 'a' }), 'score')
      table('table', runs, { rows: 'tactic', show: 'score', better: 'none', as })
      table('quartiles', runs, { rows: 'tactic', show: 'score', better: 'none', as, spread: 'iqr' })
      fact('fact', a, { as })
      claim('claim', a, { below: 0.987654, as })
      bars('bars', runs, { x: 'tactic', y: 'score', as })
      lines('lines', runs, { x: 'size', y: 'score', by: 'tactic', as })
      boxes('boxes', runs, { x: 'tactic', y: 'score', as })
      heatmap('heatmap', runs, { x: 'tactic', y: 'size', show: 'score', as })
      pareto('pareto', runs, { x: 'seconds', y: 'score', by: 'tactic', better: { x: 'min', y: 'min' }, as })
    },
    {
      renderer: {
        name: 'none',
        render: async (figure) => {
          drawn.set(figure.name, figure)
          return new Uint8Array([1])
        },
      },
    },
  )
  const job = testJob(folder, runs, { allowNaN: { toy: ['score'] } })
  await figures.render(job)
  const { facts, claims } = await readFacts(job.into.facts)
  const provenance = await readProvenance(job.into.provenance)
  const alt = (name: string): string => readFileSync(join(job.into.figures, `${name}.alt.txt`), 'utf8')
  /** `… value is 97.1 (a, size 4)`: what stands before the name. */
  const inAlt = (name: string): string =>
    / value is (\S+(?: × \S+)?) \((?:4, )?a\b|highest (\S+(?: × \S+)?) \((?:4, )?a\b/.exec(alt(name))?.[1] ?? alt(name)
  const cell = (shown: { cells: readonly { row: string[]; column: string[]; text: string }[] }): string =>
    meanOf(shown.cells.find(({ row, column }) => [...row, ...column].includes('a'))!.text)
  const fact = facts.fact as { text: string; forms: Record<string, string> }
  return {
    'a cell of a table': cell(provenance.tables.table!),
    'a fact': meanOf(fact.text),
    'a fact alone': fact.forms.number!,
    'a claim': meanOf(
      judgeClaims(claims!)
        .get('claim')!
        .says.replace(/^the mean = /, ''),
    ),
    'a traced bar': cell(provenance.figures.bars!),
    'a cell of a heatmap': (drawn.get('heatmap') as HeatmapFigure).cells[0]![0]!.text.replace('*', ''),
    'the words for bars': inAlt('bars'),
    'the words for lines': inAlt('lines'),
    'the words for a heatmap': inAlt('heatmap').replace('*', ''),
    'the words for settings': inAlt('pareto'),
    'a table of medians': cell(provenance.tables.quartiles!),
    'the median of boxes': (drawn.get('boxes') as BoxesFigure).series[0]!.texts![0]!,
    'the words for boxes': inAlt('boxes'),
  }
}

/** `97.1` of `97.1 ± 0.2 %`, `3.2 × 10⁻⁷` of `(3.2 ± 0.3)e−7`, `(3.2 ± 0.3) × 10⁻⁷` and `3.2 ± 0.3 ×10⁻⁷`. */
function meanOf(text: string): string {
  const raised = (exponent: string): string =>
    [...exponent].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'['0123456789−'.indexOf(sign)] ?? sign).join('')
  const [, mean = text] = /^\(?(−?[\d.]+)/.exec(text) ?? []
  const [, power] = /(?:× ?10|e)([⁻⁰¹²³⁴⁵⁶⁷⁸⁹−\d]+)/.exec(text) ?? []
  return power === undefined ? mean : `${mean} × 10${raised(power)}`
}

/** Where a tick stands that reads so, and its neighbours one unit of the last place away. */
function ticksAround(text: string): number[] {
  const [mantissa = '', power = ''] = text.replace('−', '-').split(' × 10')
  const exponent = Number([...power].map((sign) => '0123456789-'['⁰¹²³⁴⁵⁶⁷⁸⁹⁻'.indexOf(sign)]).join(''))
  const zeros = /\./.test(mantissa) ? 0 : (/[1-9](0*)$/.exec(mantissa)?.[1]?.length ?? 0)
  const step = 10 ** (zeros - (mantissa.split('.')[1]?.length ?? 0))
  return [-1, 0, 1].map((side) => (Number(mantissa) + side * step) * 10 ** exponent)
}

const around = (mean: number, sd: number): number[] => [mean - sd, mean, mean + sd]

describe('one mean reads the same in table, fact, claim, axis, heatmap and alternative text', () => {
  it.each<[mean: string, as: As, values: readonly number[]]>([
    ['97.1', 'percent', around(0.9712, 0.0023)],
    ['97.12', 'percent', around(0.9712, 0.0014)],
    ['97', 'percent', around(0.97, 0.2)],
    ['2.3', 'points', around(0.023, 0.004)],
    ['0.840', 'number', around(0.84, 0.004)],
    ['−0.25', 'number', around(-0.25, 0.03)],
    ['1', 'number', around(1.1, 6)],
    ['12300', 'number', around(12345, 678)],
    ['2000000', 'number', around(2.04e6, 3e5)],
    ['0.00050', 'number', around(0.0005, 0.00004)],
    ['3.2 × 10⁻⁷', 'number', around(3.21e-7, 3e-8)],
    ['2.5 × 10⁷', 'number', around(2.5e7, 3e6)],
    ['0.500', 'number', around(0.5, 0)],
    ['0.0912', 'number', around(0.0912, 0)],
    ['7', 'number', around(7, 0)],
    ['0.925', 'number', [0.92, 0.93, NaN]],
    ['0.300', 'number', [0.3, 0.1 + 0.2, 0.3]],
  ])('%s (%s)', async (mean, as, values) => {
    const { 'a table of medians': median, ...said } = await quotes(values, as)
    const { 'the median of boxes': box, 'the words for boxes': boxes, ...means } = said
    expect(new Set(Object.entries(means).map(([where, text]) => `${where}: ${text}`))).toEqual(
      new Set(Object.keys(means).map((where) => `${where}: ${mean}`)),
    )
    expect([box, boxes]).toEqual([median, median])
    expect(formatExact(ticksAround(mean))[1]).toBe(mean)
  })
})

it('a median of values that differ by factors vanishes nowhere, and reads the same in a table and in boxes', async () => {
  const said = await quotes(FACTORS, 'number')
  for (const where of ['a table of medians', 'the median of boxes', 'the words for boxes'])
    expect([where, said[where]]).toEqual([where, '0.30'])
})
