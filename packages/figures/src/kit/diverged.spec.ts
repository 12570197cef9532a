import { readFileSync } from 'node:fs'
import { claimWords, type FactsFile, type ProvenanceFile } from 'bocas/internal'
import { defineFigures } from '../define-figures'
import { toDataCsv } from '../figure/data-csv'
import type { Figure } from '../figure/figure'
import type { AnyKit } from '../test-figure-of'
import { testFolder, testJob, writeResult } from '../test-results'

const LOST = '1 of 5 values not finite, left out'

/** Two settings of five seeds, in the first of which one has diverged. */
async function drawn(draw: (kit: AnyKit) => void) {
  const folder = await testFolder()
  const runs = []
  for (const k of [1, 2])
    for (const seed of [0, 1, 2, 3, 4])
      runs.push(
        await writeResult(folder, 'toy', `${k}-${seed}`, { k, seed } as never, {
          m: k === 1 && seed === 3 ? NaN : 0.5 + seed / 10,
          t: k,
        }),
      )
  const figures: Figure[] = []
  const renderer = { name: 'keeper', render: async (figure: Figure) => (figures.push(figure), new Uint8Array()) }
  await defineFigures((kit) => draw(kit as never), { renderer }).render(testJob(folder, runs))
  const read = <T>(kind: string): T => JSON.parse(readFileSync(`${folder}/${kind}/toy.json`, 'utf8')) as T
  return { figures, facts: read<FactsFile>('facts'), provenance: read<ProvenanceFile>('provenance') }
}

describe('a mean of the runs that did not diverge says so', () => {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  type Loose = any
  const [one, both] = [
    (kit: Loose) => kit.mean(kit.runs.only({ k: 1 }), 'm'),
    (kit: Loose) => [1, 2].map((k) => kit.mean(kit.runs.only({ k }), 'm')),
  ]

  it.each<[string, (kit: Loose) => unknown, string]>([
    ['a mean', one, '0.68 ± 0.17 (4/5)'],
    ['a difference', (kit) => kit.difference(...both(kit).reverse()), '0.02 ± 0.11 (9/10)'],
    ['a ratio', (kit) => kit.ratio(...both(kit).reverse()), '(1.04 ± 0.17) × (9/10)'],
    [
      'a mean of means',
      (kit) => kit.mean(kit.runs.groupBy('k'), ({ runs }: Loose) => kit.mean(runs, 'm').mean),
      '0.688 ± 0.018',
    ],
    [
      'a mean of means of means',
      (kit) =>
        kit.mean(
          kit.runs.groupBy('k'),
          ({ runs }: Loose) => kit.mean(runs.groupBy('k'), (inner: Loose) => kit.mean(inner.runs, 'm').mean).mean,
        ),
      '0.688 ± 0.018',
    ],
  ])('in %s that is quoted, whose parts have a note', async (_, value, text) => {
    const { facts } = await drawn((kit) => void (kit as Loose).fact('x', value(kit)))
    expect(facts.facts['x']).toMatchObject({ text, said: [LOST], forms: { note: LOST } })
  })

  it('in what is claimed of it, and where that comes from', async () => {
    const { facts, provenance } = await drawn((kit) => (kit as Loose).claim('x', one(kit), { above: 0.5 }))
    expect(claimWords(facts.claims!['x']!)).toBe('the mean = 0.68 ± 0.17 (4/5), claimed > 0.5')
    expect(provenance.claims!['x']!.said).toEqual([LOST, '1 of 5 runs has NaN in m'])
  })

  it.each<[string, object, string]>([
    ['bars', { x: 'k', y: 'm' }, 'k,m,low,high,n,of,kind\r\n1,0.675,'],
    ['lines', { x: 'k', y: 'm' }, 'k,m,low,high,n,of\r\n1,0.675,'],
    ['stacks', { x: 'k', y: ['m', 't'] }, 'series,k,m + t,low,high,n,of\r\nm,1,0.675,,,4,5\r\nm,2,0.7,,,5,\r\n'],
    ['heatmap', { x: 'k', y: 'k', show: 'm' }, 'y,x,m,n,of\r\n1,1,0.675,4,5\r\n2,2,0.7,,\r\n'],
    ['parallel', { axes: ['k', 'm'] }, 'k,m,n,of\r\n1,0.675,4,5\r\n2,0.7,,\r\n'],
    ['pareto', { x: 't', y: 'm', better: { x: 'min', y: 'max' } }, 't,m,n,of,front\r\n1,0.675,4,5,no\r\n'],
  ])('in the note and the data of %s', async (kind, options, csv) => {
    const { figures } = await drawn((kit) => kit[kind]!('x', kit.runs, options))
    expect(figures[0]!.note).toMatch(/1 of (10|20) values not finite, left out/)
    expect(toDataCsv(figures[0]!)).toContain(csv)
  })
})
