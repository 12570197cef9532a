import { readRuns, type AnyRuns } from 'bocas/internal'
import { testFolder, writeResult } from '../../test-results'
import { isSameGroup, labelledGroups } from './groups'

async function runsOf(configs: readonly object[]): Promise<AnyRuns> {
  const folder = await testFolder()
  return readRuns(
    await Promise.all(configs.map((config, at) => writeResult(folder, 'toy', `run-${at}`, config, { loss: at }))),
  )
}

describe('groups of runs', () => {
  it('keep the order of the sweep, and take a key that only some alternatives have for nothing in the others', async () => {
    const runs = await runsOf([
      { tactic: { name: 'none' } },
      { tactic: { name: 'ours', beta: 2 } },
      { tactic: { name: 'ours', beta: 1 } },
    ])
    const groups = labelledGroups(runs, ['tactic', 'tactic.beta'], { ours: 'Ours' })
    expect(groups.map(({ label, words }) => [label, words])).toEqual([
      ['none, beta = —', ['none', '—']],
      ['Ours, beta = 2', ['Ours', '2']],
      ['Ours, beta = 1', ['Ours', '1']],
    ])
    expect(isSameGroup(groups[1]!, groups[1]!)).toBe(true)
    expect(isSameGroup(groups[1]!, groups[2]!)).toBe(false)
  })

  it('are refused by a key that no config has, and are one without keys', async () => {
    const runs = await runsOf([{ lr: 1 }, { lr: 2 }])
    expect(() => labelledGroups(runs, ['lr', 'lrr'], {})).toThrow(/lrr/)
    expect(labelledGroups(runs, [], {})).toMatchObject([{ label: '', words: [], values: [] }])
  })
})
