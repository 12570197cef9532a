import { readFacts } from 'bocas/internal'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import comparison from '../../../tools/docs/tables/paper/figures'
import { writeTactics } from './table/test-samples'
import { testFolder, testJob } from './test-results'

jest.setTimeout(60_000)

it('table, marks and text come from one comparison and agree', async () => {
  const folder = await testFolder()
  const seeded = (await writeTactics(folder)).filter(({ seed }) => seed !== undefined)
  const job = testJob(folder, seeded, { task: 'paper' })
  await comparison.render(job)
  const main = await readFile(join(job.into.tables, 'main.md'), 'utf8')
  expect(main.split('\n').slice(4, 7)).toEqual([
    '| Ours | **96.92 ± 0.08** | **92.26 ± 0.04** |',
    '| CutMix | <ins>96.1 ± 0.4</ins><sup>\\*</sup> | <ins>91.04 ± 0.13</ins><sup>\\*</sup> |',
    '| Mixup | 94.1 ± 0.8<sup>\\*</sup> | 90.2 ± 0.3<sup>\\*</sup> |',
  ])
  const { facts } = await readFacts(job.into.facts)
  expect(facts.rival!.text).toBe('CutMix')
  expect(facts.gain!.text).toBe('0.87 ± 0.19')
  expect(facts.wins!.text).toBe('2 of 2')
  const html = await readFile(join(job.into.tables, 'all.html'), 'utf8')
  expect(html).toContain('time (s)')
})
