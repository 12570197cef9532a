import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  evidenceProblems,
  readFacts,
  planSweeps,
  readProvenance,
  tQuantile,
  type ExpectedRun,
  type Fact,
} from 'bocas/internal'
import { type Config } from 'bocas'
import draw from '../../../../../tools/docs/which-test/figures'
import { run } from '../../../../../tools/docs/which-test/run'
import sweep from '../../../../../tools/docs/which-test/sweep'
import { testFolder, testJob, writeResult } from '../../test-results'

/** The results of the example of docs/which-test.md: all runs of its sweep. */
async function writeAll(folder: string): Promise<ExpectedRun[]> {
  const runs: ExpectedRun[] = []
  for (const { name, config } of planSweeps({ default: sweep }).runs)
    runs.push(await writeResult(folder, 'toy', name, config, run(config as Config<typeof sweep>)))
  return runs
}

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
  expect(of('accuracy').text).toMatch(/^\d\d\.\d+ \[\d\d\.\d+, \d\d\.\d+\] %$/)
  expect(of('learned').n).toBe('5')
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

it('docs/which-test.md says how wide an interval is, and from what difference on two groups differ', () => {
  const half = (n: number): string => (tQuantile(0.975, n - 1) / Math.sqrt(n)).toFixed(1)
  const apart = (n: number): string => (tQuantile(0.975, 2 * n - 2) * Math.sqrt(2 / n)).toFixed(1)
  const page = readFileSync(join(__dirname, '../../../../../docs/which-test.md'), 'utf8').replace(/\s+/g, ' ')
  expect(page).toContain(
    `Half of the interval of three values is ${half(3)} times their sd, of five ${half(5)} times, of ten ${half(10)} times.`,
  )
  expect(page).toContain(`when their means are ${apart(5)} sd apart, of ten at ${apart(10)} sd`)
})
