import { readRuns, type AnyRuns } from 'bocas/internal'
import { testFolder, writeResult, writeResults } from '../../test-results'
import { labelledGroups } from '../values/groups'
import { makeStyles } from './styles'

/** The runs of a task whose configs have a tactic and an optimizer. */
async function runsOf(tactics: readonly string[], optimizers: readonly string[] = ['sgd', 'adam']): Promise<AnyRuns> {
  const folder = await testFolder()
  const all = tactics.flatMap((name) => optimizers.map((optimizer) => ({ tactic: { name }, optimizer })))
  const write = (config: (typeof all)[number]) =>
    writeResult(folder, 'toy', `${config.tactic.name}-${config.optimizer}`, config as object, { accuracy: 1 })
  return readRuns(await Promise.all(all.map(write)))
}

function stylesBy(all: AnyRuns, keys: readonly string[], shown: AnyRuns = all, pinned: readonly string[] = []) {
  const styles = makeStyles(all, pinned)
  return Object.fromEntries(labelledGroups(shown, keys, {}).map((group) => [group.label, styles.of(keys, group)]))
}

describe('the colour of a tactic', () => {
  it('does not depend on what else a figure shows', async () => {
    const all = await runsOf(['ours', 'finetune', 'majority'])
    const whole = stylesBy(all, ['tactic'])
    const part = stylesBy(
      all,
      ['tactic'],
      all.only((config) => (config as { tactic: { name: string } }).tactic.name !== 'finetune'),
    )
    expect(whole).toEqual({
      ours: { color: 0, shape: 0 },
      finetune: { color: 1, shape: 1 },
      majority: { color: 2, shape: 2 },
    })
    expect(part).toEqual({ ours: whole.ours, majority: whole.majority })
  })

  it('stays when another tactic is added at the end', async () => {
    const before = stylesBy(await runsOf(['ours', 'finetune']), ['tactic'])
    expect(stylesBy(await runsOf(['ours', 'finetune', 'distill']), ['tactic'])).toMatchObject(before)
  })

  it('is the same in tasks that compare others, by one list for both', async () => {
    const pinned = ['ours', 'finetune', 'majority']
    const [one, other] = [await runsOf(['finetune', 'majority', 'boosting']), await runsOf(['majority', 'ours'])]
    expect(stylesBy(one, ['tactic'], one, pinned)).toMatchObject({
      finetune: { color: 1 },
      majority: { color: 2 },
      boosting: { color: 3 },
    })
    expect(stylesBy(other, ['tactic'], other, pinned)).toMatchObject({ majority: { color: 2 }, ours: { color: 0 } })
  })

  it('stays when lines are drawn for each optimizer too, whose dash is the same with every tactic', async () => {
    expect(stylesBy(await runsOf(['ours', 'finetune']), ['tactic', 'optimizer'])).toEqual({
      'ours, sgd': { color: 0, shape: 0, second: 0 },
      'ours, adam': { color: 0, shape: 0, second: 1 },
      'finetune, sgd': { color: 1, shape: 1, second: 0 },
      'finetune, adam': { color: 1, shape: 1, second: 1 },
    })
  })
})

it('other words have colours that no tactic has', async () => {
  expect(stylesBy(await runsOf(['ours', 'finetune']), ['optimizer'])).toEqual({
    sgd: { color: 2, shape: 0 },
    adam: { color: 3, shape: 1 },
  })
})

it('parts of one group, such as columns of a history, differ in what stands for the second key', async () => {
  const styles = makeStyles(await runsOf(['ours', 'finetune']))
  expect([0, 1].map((part) => styles.of(['tactic'], { values: ['finetune'] }, part, 2))).toEqual([
    { color: 1, shape: 1, second: 0 },
    { color: 1, shape: 1, second: 1 },
  ])
})

it('numbers have those of their place in the sweep', async () => {
  const all = await readRuns(await writeResults(await testFolder()))
  expect(Object.values(stylesBy(all, ['model.lr'])).map(({ color }) => color)).toEqual([0, 1, 2])
})
