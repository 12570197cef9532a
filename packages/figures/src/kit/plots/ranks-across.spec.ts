import { readProvenance, readRuns, type Fact } from 'bocas/internal'
import { defineFigures } from '../../define-figures'
import type { Figure } from '../../figure/figure'
import type { SceneFigure } from '../../figure/scene'
import type { Table } from '../../table/table'
import { makeKit } from '../kit'
import { testFolder, testJob, writeResult } from '../../test-results'

type Score = (method: number, set: number, seed: number) => number
const METHODS = ['a', 'b', 'c']
const wave: Score = (method, set, seed) => 0.5 + 0.05 * method + 0.1 * Math.sin(5 * set + 3 * seed + 7 * method)

async function written(score: Score, { sets = 12, seeds = 3 } = {}) {
  const folder = await testFolder()
  const runs = []
  for (const [at, method] of METHODS.entries())
    for (let set = 0; set < sets; set++)
      for (let seed = 0; seed < seeds; seed++) {
        const config = { method, set: `set ${set}`, seed }
        runs.push(await writeResult(folder, 'toy', `${method}-${set}-${seed}`, config, { auc: score(at, set, seed) }))
      }
  return { folder, runs }
}

/** Ranks as figures of runs and of an evaluation, as facts, and as the column of a table; reasons where they are refused. */
async function everywhere(score: Score, asked: object = {}, size = {}) {
  const { runs } = await written(score, size)
  const { kit, collected } = makeKit(await readRuns(runs), false)
  const options = { metric: 'auc', rows: 'method', per: 'set', better: 'max', ...asked }
  const any = kit as unknown as Record<string, (...given: unknown[]) => unknown>
  const evaluated = any['across']!(kit.runs, options) as {
    rank: (row: string) => { readonly mean: number }
    friedman: () => { readonly test: { readonly p: number } }
    criticalDifference: () => { readonly difference: number; readonly groups: readonly (readonly string[])[] }
  }
  any['ranks']!('ofRuns', kit.runs, options)
  any['ranks']!('ofAcross', evaluated)
  any['table']!('table', evaluated, { show: ['rank'] })
  if (collected.problems.length === 0)
    for (const method of METHODS) any['fact']!(method, evaluated.rank(method), { digits: 2 })
  return { figures: collected.figures as Figure[], collected, evaluated }
}

const dataOf = (figure: Figure | undefined) =>
  (figure as SceneFigure).data.map((row) => [row['method'], row['mean rank']])

describe('ranks are the same in a figure of runs, in one of an evaluation, in facts and in a table', () => {
  it.each<[string, Score, object]>([
    ['of methods that differ', wave, {}],
    ['where less is better', wave, { better: 'min' }],
    ['at another level', wave, { level: 0.2 }],
    ['with ties', (method, set) => Math.round(10 * wave(method, set, 0)), {}],
    ['where none differs', (method, set) => (method + set) % 3, {}],
    ['at scores that lie close together', (method, set, seed) => 1 + 1e-9 * wave(method, set, seed), {}],
  ])('%s', async (_, score, asked) => {
    const { figures, collected, evaluated } = await everywhere(score, asked)
    const [ofRuns, ofAcross] = figures
    expect(collected.problems).toEqual([])
    expect({ ...ofAcross!, name: 'ofRuns' }).toEqual(ofRuns)
    expect(dataOf(ofRuns)).toEqual(METHODS.map((method) => [method, evaluated.rank(method).mean]))
    const cells = (collected.tables[0] as Table).rows.map(({ cells: [cell] }) => cell!.value!.center)
    expect(cells).toEqual(dataOf(ofRuns).map(([, rank]) => rank))
    expect(METHODS.map((method) => (collected.facts[method] as Fact & { mean: number }).mean)).toEqual(cells)
    const { groups } = evaluated.criticalDifference()
    const isDifferent = evaluated.friedman().test.p < ((asked as { level?: number }).level ?? 0.05)
    // A bar for each group: the lines of one width.
    const bars = (ofRuns as SceneFigure).shapes.filter((shape) => shape.shape === 'line' && shape.width === 2.4)
    expect(bars).toHaveLength(groups.length)
    if (!isDifferent) expect(groups.map((group) => group.length)).toEqual([3])
    expect(ofRuns!.kind === 'scene' && ofRuns!.note).toContain(isDifferent ? 'bars join' : 'no difference')
  })

  it.each<[string, Score, object, string]>([
    ['a run that diverged', (...at) => (at.join() === '2,3,1' ? NaN : wave(...at)), {}, 'a value is not finite'],
    ['one that is infinite', (...at) => (at.join() === '0,0,0' ? Infinity : wave(...at)), {}, 'a value is not finite'],
    ['few data sets', wave, { sets: 4 }, 'with 4 data sets and 3 methods'],
    ['ties everywhere', () => 1, {}, 'the methods tie on every data set'],
  ])('and are refused for the same reason: %s', async (_, score, size, reason) => {
    const { collected, evaluated } = await everywhere(score, {}, size)
    expect(() => evaluated.rank('a')).toThrow(reason)
    expect(() => evaluated.criticalDifference()).toThrow(reason)
    expect(collected.problems.map(({ path }) => path)).toEqual(['figure ofRuns', 'figure ofAcross', 'table table'])
    for (const { message } of collected.problems) expect(message).toContain(reason)
  })
})

it('an evaluation has decided on what its diagram shows, and says how its runs were chosen', async () => {
  const { runs, folder } = await written(wave)
  const keep: Figure[] = []
  const renderer = { name: 'keeper', render: async (figure: Figure) => (keep.push(figure), new Uint8Array()) }
  const draw = (options: object, style: object) => {
    const job = testJob(folder, runs)
    const drawn = defineFigures(
      (kit) => {
        const any = kit as unknown as Record<string, (...given: unknown[]) => never>
        const asked = { metric: 'auc', rows: 'method', per: 'set', better: 'max', ...options }
        any['ranks']!('f', any['across']!(kit.runs, asked), style)
      },
      { renderer },
    )
    return drawn.render(job).then(() => job)
  }
  await expect(draw({}, { better: 'max', level: 0.1 })).rejects.toThrow(
    '`better`, `level`: across() has decided on that; say it to across()',
  )
  await expect(draw({}, { labls: {} })).rejects.toThrow('did you mean `labels`')
  const job = await draw({ optimistic: 'as an example', labels: { a: 'Ours' } }, { labels: { b: 'Theirs' } })
  expect((keep.at(-1) as SceneFigure).note).toContain('optimistic: as an example')
  expect(dataOf(keep.at(-1)).map(([method]) => method)).toEqual(['Ours', 'Theirs', 'c'])
  const { cells } = (await readProvenance(job.into.provenance)).figures['f']!
  expect(cells).toHaveLength(36)
  expect(cells[0]).toMatchObject({ row: ['Ours'], column: ['set 0'], metric: 'auc', n: 3 })
})
