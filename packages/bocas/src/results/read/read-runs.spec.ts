import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { table } from '../../artifacts'
import { freshFolder, storeRun } from './fixtures'
import { readRuns } from './read-runs'

/** Five runs, of which the second is missing, the third damaged and the fourth somebody else's. */
async function broken() {
  const root = freshFolder()
  const runs = []
  for (const seed of [0, 1, 2, 3, 4])
    runs.push(
      await storeRun(root, { name: `seed=${seed}`, config: { seed }, seedPath: 'seed', output: { loss: seed } }),
    )
  rmSync(runs[1]!.dir, { recursive: true })
  writeFileSync(join(runs[2]!.dir, 'result.json'), '{}')
  cpSync(runs[0]!.dir, runs[3]!.dir, { recursive: true })
  return runs
}

describe('readRuns', () => {
  it('keeps the order it is given', async () => {
    const root = freshFolder()
    const runs = []
    for (const name of ['c', 'a', 'b']) runs.push(await storeRun(root, { name, config: { name }, output: { loss: 1 } }))
    expect((await readRuns(runs)).names).toEqual(['c', 'a', 'b'])
    expect((await readRuns([...runs].reverse())).names).toEqual(['b', 'a', 'c'])
    expect((await readRuns([])).length).toBe(0)
  })

  it('is one error that lists every result that cannot be used', async () => {
    const runs = await broken()
    const error = (await readRuns(runs).catch((reason: Error) => reason)) as Error
    expect(error.message.split('\n')).toEqual([
      '3 of 5 results cannot be used; run what is missing, or draw a draft',
      'missing: there is no result.json (at mnist/seed=1)',
      'damaged: result.json is not the result of a run: Invalid input: expected 1 (at format) (at mnist/seed=2)',
      `of another key: the result is of another key: ${runs[0]!.key} instead of ${runs[3]!.key} (at mnist/seed=3)`,
    ])
  })

  it('keeps holes for a draft, in their places', async () => {
    const runs = await readRuns<{ seed: number }>(await broken(), { holes: 'keep' })
    expect(runs.names).toEqual(['seed=0', 'seed=4'])
    expect(runs.holes.map(({ task, name, code, problem }) => [task, name, code, problem.split(':')[0]])).toEqual([
      ['mnist', 'seed=1', 'missing', 'missing'],
      ['mnist', 'seed=2', 'damaged', 'damaged'],
      ['mnist', 'seed=3', 'other-key', 'of another key'],
    ])
    expect(runs.groupBy('seed').map(({ label, runs: { length, holes } }) => [label, length, holes.length])).toEqual([
      ['0', 1, 0],
      ['1', 0, 1],
      ['2', 0, 1],
      ['3', 0, 1],
      ['4', 1, 0],
    ])
    expect(runs.only({ seed: [0, 1] }).holes).toHaveLength(1)
    expect(() => runs.get('seed=1')).toThrow(
      'the run has no result yet: missing: there is no result.json (at mnist/seed=1)',
    )
  })

  it('never picks up what lies beside the runs it was asked for', async () => {
    const root = freshFolder()
    const run = await storeRun(root, { name: 'lr=0.1', config: { lr: 0.1 }, output: { loss: 1 } })
    await storeRun(root, { name: 'lr=0.2', config: { lr: 0.2 }, output: { loss: 2 } })
    mkdirSync(join(run.dir, 'old'))
    expect((await readRuns([run])).names).toEqual(['lr=0.1'])
  })

  it('does not take a result for a run whose config is another one', async () => {
    const run = await storeRun(freshFolder(), { name: 'lr=0.1', config: { lr: 0.1 }, output: { loss: 1 } })
    await expect(readRuns([{ ...run, config: { lr: 0.2 } }])).rejects.toThrow('its config is not the one of this run')
  })

  it('reads what a clone holds without its payloads; a payload is checked when it is read', async () => {
    const output = { loss: 1, confusion: table([{ digit: 1 }]), perClass: table([{ digit: 2 }]) }
    const run = await storeRun(freshFolder(), { name: 'x', config: {}, output })
    rmSync(join(run.dir, 'confusion.csv'))
    writeFileSync(join(run.dir, 'perClass.csv'), 'digit\n3\n')
    const [result] = await readRuns<unknown, typeof output>([run])
    expect(result!.metric('loss')).toBe(1)
    expect(() => result!.get('confusion')).toThrow('confusion.csv cannot be read (ENOENT) (at mnist/x: confusion)')
    expect(() => result!.get('perClass')).toThrow(
      'perClass.csv was changed after it was written: its digest does not fit',
    )
  })

  it('takes a result.json that was only formatted anew, and none that says something else', async () => {
    const run = await storeRun(freshFolder(), { name: 'x', config: { lr: 1 }, output: { loss: 1 } })
    const file = join(run.dir, 'result.json')
    const json = JSON.parse(readFileSync(file, 'utf8')) as { artifacts: { loss: { data: number } } }
    writeFileSync(file, JSON.stringify(json, null, 2))
    expect((await readRuns([run])).values('loss')).toEqual([1])
    for (const space of [0, 2]) {
      json.artifacts.loss.data = 0.5
      writeFileSync(file, JSON.stringify(json, null, space))
      await expect(readRuns([run])).rejects.toThrow('was changed after it was written: its seal does not fit')
    }
  })

  it('joins the task to the config when asked to', async () => {
    const root = freshFolder()
    const a = await storeRun(root, { task: 'mnist', name: 'run', config: { lr: 1 }, output: { loss: 1 } })
    const b = await storeRun(root, { task: 'penguins', name: 'run', config: { k: 3 }, output: { loss: 2 } })
    const runs = await readRuns<{ task: string }>([a, b], { joinTask: true })
    expect(runs.map(({ config }) => config)).toEqual([
      { task: 'mnist', lr: 1 },
      { task: 'penguins', k: 3 },
    ])
    expect(runs.only({ task: 'penguins' }).values('loss')).toEqual([2])
    expect(runs.get('mnist/run').config).toEqual({ task: 'mnist', lr: 1 })
    expect(() => runs.get('run')).toThrow('several tasks have a run "run"; say which: mnist/run, penguins/run')
  })
})
