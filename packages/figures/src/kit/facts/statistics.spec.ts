import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  evidenceProblems,
  readFacts,
  readProvenance,
  table as tableOf,
  type ExpectedRun,
  type Fact,
} from 'bocas/internal'
import { defineFigures } from '../../define-figures'
import { testFolder, testJob, writeResult } from '../../test-results'

interface Config {
  readonly data: string
  readonly tactic: { readonly name: 'ours' } | { readonly name: 'boosting' } | { readonly name: 'forest' }
  readonly seed: number
}

const DATA = Array.from({ length: 12 }, (_, i) => `set${i}`)
const TACTICS = ['ours', 'boosting', 'forest'] as const

/** Scores that differ by data set, tactic and seed, made without chance. */
function outputOf({ data, tactic, seed }: Config) {
  const [d, t] = [DATA.indexOf(data), TACTICS.indexOf(tactic.name)]
  const wobble = Math.sin(12.9898 * seed + 3.1 * d + 7.7 * t) * 0.01
  const accuracy = 0.7 + 0.02 * d - 0.02 * t + (d % 4 === 3 ? 0.03 * t : 0) + wobble
  const examples = Array.from({ length: 50 }, (_, example) => ({
    example,
    right: (example * 7 + 13 * t + seed) % 50 < accuracy * 50,
  }))
  return {
    test: { accuracy },
    seconds: 10 * (t + 1) * (1 + wobble),
    parameters: 1000 * 4 ** (seed % 3) * (t + 1),
    predictions: tableOf(examples),
  }
}

type Run = (config: Config) => ReturnType<typeof outputOf>

async function writeAll(folder: string): Promise<ExpectedRun[]> {
  const runs: ExpectedRun[] = []
  for (const data of DATA)
    for (const name of TACTICS)
      for (const seed of [0, 1, 2, 3, 4]) {
        const config = { data, tactic: { name }, seed } as Config
        runs.push(await writeResult(folder, 'toy', `${data}+${name}+${seed}`, config, outputOf(config)))
      }
  return runs
}

const draw = defineFigures<Run>(
  ({ runs, across, compare, correlate, fact, geometricMean, onExamples, powerLaw, table, claim }) => {
    const all = across(runs, { rows: 'tactic', per: 'data', metric: 'test.accuracy', better: 'max' })
    table('all', all, { show: ['iqm', 'optimalityGap', 'rank'], as: 'percent' })
    fact('iqm', all.iqm('ours'), { as: 'percent' })
    fact('better', all.improvement('ours', 'forest'), { as: 'percent' })
    fact('friedman', all.friedman())
    fact('rank', all.rank('ours'), { digits: 2 })
    fact('gain', all.signedRank('ours', 'forest'), { as: 'points' })
    fact('practical', all.posterior('ours', 'forest', { rope: 0.01 }), { as: 'percent' })
    claim('likely', all.improvement('ours', 'forest'), { above: 0.5 })

    const one = runs.only({ data: 'set0' })
    const main = compare(one, { rows: 'tactic', metric: 'test.accuracy', better: 'max' })
    table('main', main, { as: 'percent', spread: 'interval', bold: 'not worse' })
    fact('gap', main.gap('ours', 'forest'), { as: 'points', error: 'interval' })

    fact('speed', geometricMean(one.only({ tactic: 'ours' }), 'seconds'), { unit: 's' })
    fact('scaling', powerLaw(one, 'parameters', 'seconds'))
    fact('monotone', correlate(one, 'parameters', 'seconds'))

    const first = one.only({ seed: 0 })
    const right = (result: Parameters<Parameters<typeof first.map>[0]>[0]) =>
      result.get('predictions').map((row) => row.right === true)
    const errors = onExamples(first.only({ tactic: 'ours' }), first.only({ tactic: 'forest' }), {
      right,
      optimistic: 'seed 0 alone, as an example',
    })
    fact('examples', errors, { as: 'points' })
  },
)

/** Drawn once for all tests that change nothing. */
let once: ReturnType<typeof drawn> | undefined
const shared = () => (once ??= drawn())

async function drawn() {
  const folder = await testFolder()
  const job = testJob(folder, await writeAll(folder))
  await draw.render(job)
  return job
}

it('every statistic is quoted with its interval, its kind, its test and its degrees of freedom', async () => {
  const { into } = await shared()
  const { facts } = await readFacts(into.facts)
  const of = (name: string) => {
    const fact = facts[name] as Fact & { forms?: Record<string, string> }
    return { text: fact.text, ...fact.forms } as Record<string, string>
  }
  expect(of('iqm').text).toMatch(/^\d\d\.\d+ \[\d\d\.\d+, \d\d\.\d+\] %$/)
  expect(of('iqm').kind).toBe('95 % interval, stratified bootstrap')
  expect(of('friedman')).toMatchObject({ statistic: expect.stringMatching(/^F\(2, 22\) = /), df: '2, 22' })
  expect(of('rank').text).toMatch(/^1\.\d\d$/)
  expect(of('gain')).toMatchObject({ kind: '95 % interval, exact signed ranks', p: expect.stringMatching(/^p /) })
  expect(of('gap')).toMatchObject({
    text: expect.stringMatching(/^\d+\.\d+ \[\d+\.\d+, \d+\.\d+\]$/),
    kind: "95 % interval, Student's t, variances not assumed equal",
    statistic: expect.stringMatching(/^t\(\d+(\.\d)?\) = \d+\.\d\d$/),
    superiority: expect.stringMatching(/^\d\.\d\d$/),
    d: expect.stringMatching(/^\d+\.\d\d$/),
  })
  expect(of('speed').text).toMatch(/^\d+\.\d+ \[\d+\.\d+, \d+\.\d+\] s$/)
  expect(of('monotone').statistic).toMatch(/^ρ\(13\) = /)
  expect(of('examples').note).toContain('seed 0 alone')
  const note = readFileSync(join(into.tables, 'main.md'), 'utf8')
  expect(note).toContain('best of its column, and what was not found to be worse than it')
  expect(readFileSync(join(into.tables, 'all.md'), 'utf8')).toContain('12 columns of equal weight')
})

it('what is written down is enough to compute it again, and an edit shows', async () => {
  const { into } = await shared()
  const [facts, provenance] = [await readFacts(into.facts), await readProvenance(into.provenance)]
  expect(evidenceProblems(facts, provenance, false)).toEqual([])
  const changed = JSON.parse(JSON.stringify(facts)) as typeof facts
  for (const name of ['iqm', 'friedman', 'gain', 'practical', 'scaling', 'monotone', 'speed', 'examples'])
    (changed.facts[name] as { mean: number }).mean += 0.001
  expect(evidenceProblems(changed, provenance, false).map((line) => /`toy\.(\w+)`/.exec(line)?.[1])).toEqual([
    ...['examples', 'friedman', 'gain', 'iqm', 'monotone', 'practical', 'scaling', 'speed'],
  ])
  const narrowed = JSON.parse(JSON.stringify(facts)) as typeof facts
  ;(narrowed.facts.iqm as { interval: { low: number } }).interval.low += 0.001
  expect(evidenceProblems(narrowed, provenance, false)).toEqual([expect.stringContaining('has a low end of')])
  // A cell of a table as well.
  const cells = JSON.parse(JSON.stringify(provenance)) as typeof provenance
  cells.tables.all!.cells[0]!.mean! += 0.001
  expect(evidenceProblems(facts, cells, false)).toEqual([expect.stringMatching(/^all, ours, IQM.*: has a value of/)])
})

it('draws equal bytes twice', async () => {
  const [one, other] = [await shared(), await drawn()]
  for (const file of ['facts', 'provenance'] as const)
    expect(readFileSync(one.into[file], 'utf8')).toBe(readFileSync(other.into[file], 'utf8'))
})

it('words that were edited by hand are refused', async () => {
  const { into } = await shared()
  const text = readFileSync(into.facts, 'utf8')
  writeFileSync(into.facts, text.replace(/("superiority": ")\d/, '$18'))
  await expect(readFacts(into.facts)).rejects.toThrow('as its superiority')
})
