import { mean, sd } from '../../statistics'
import { runsOf } from '../comparison/fixtures'
import { freshFolder, storeRun } from '../read/fixtures'
import { readRuns } from '../read/read-runs'
import { pivot } from './pivot'

const VALUES = {
  mnist: { ours: [0.9, 0.92], mixup: [0.8, 0.84] },
  penguins: { ours: [0.7, 0.71], majority: [0.4, 0.4] },
}

describe('pivot', () => {
  it('puts tactics by tasks, with mean, sd and runs in every cell', async () => {
    const { rows, columns, cells } = pivot(await runsOf(VALUES), {
      rows: 'tactic',
      cols: 'task',
      values: 'test.accuracy',
    })
    expect(rows).toEqual([
      { values: ['ours'], words: ['ours'], id: 'ours' },
      { values: ['mixup'], words: ['mixup'], id: 'mixup' },
      { values: ['majority'], words: ['majority'], id: 'majority' },
    ])
    expect(columns.map(({ id, metric }) => [id, metric])).toEqual([
      ['mnist', 'test.accuracy'],
      ['penguins', 'test.accuracy'],
    ])
    expect(cells[0]![0]).toMatchObject({
      values: [0.9, 0.92],
      of: 2,
      estimate: { mean: mean([0.9, 0.92]), sd: sd([0.9, 0.92]), n: 2, runs: ['mnist/ours+0', 'mnist/ours+1'] },
    })
    expect(cells[1]![1]).toMatchObject({ values: [], estimate: null, of: 0 })
    expect(cells[2]!.map(({ of }) => of)).toEqual([0, 2])
  })

  it('takes several keys and metrics: a column for each metric within the values of the keys', async () => {
    const { rows, columns } = pivot(await runsOf(VALUES), {
      rows: ['tactic', 'seed'],
      cols: 'task',
      values: ['test.accuracy', 'test.loss'],
    })
    expect(rows.map(({ id }) => id)).toEqual([
      'ours, 0',
      'ours, 1',
      'mixup, 0',
      'mixup, 1',
      'majority, 0',
      'majority, 1',
    ])
    expect(columns.map(({ id, metric }) => `${id} ${metric}`)).toEqual([
      'mnist test.accuracy',
      'mnist test.loss',
      'penguins test.accuracy',
      'penguins test.loss',
    ])
  })

  it('needs no columns', async () => {
    const { columns, cells } = pivot(await runsOf({ mnist: VALUES.mnist }), { rows: 'tactic', values: 'test.loss' })
    expect(columns).toEqual([{ values: [], words: [], id: '', metric: 'test.loss' }])
    expect(cells.map(([cell]) => cell!.estimate!.n)).toEqual([2, 2])
  })

  it('counts what is missing in drafts', async () => {
    const runs = await runsOf({ mnist: { ours: [0.9, null], mixup: [null, null] } }, { holes: 'keep' })
    const { cells } = pivot(runs, { rows: 'tactic', values: 'test.accuracy' })
    expect(cells.map(([cell]) => [cell!.estimate?.n, cell!.of, cell!.runs.holes.length])).toEqual([
      [1, 2, 1],
      [undefined, 2, 2],
    ])
  })

  it('has columns for keys that only some alternatives have, and empty cells for metrics that others do not measure', async () => {
    const root = freshFolder()
    const runs = await readRuns([
      await storeRun(root, {
        name: 'a',
        config: { model: { name: 'cnn', dropout: 0.5 } },
        output: { acc: 1, filters: 8 },
      }),
      await storeRun(root, { name: 'b', config: { model: { name: 'mlp' } }, output: { acc: 2 } }),
    ])
    const { rows, columns, cells } = pivot(runs, { rows: 'model', cols: 'model.dropout', values: ['acc', 'filters'] })
    expect(rows.map(({ id }) => id)).toEqual(['cnn', 'mlp'])
    expect(columns.map(({ id, metric }) => `${id} ${metric}`)).toEqual(['0.5 acc', '0.5 filters', '— acc', '— filters'])
    expect(cells.map((row) => row.map(({ estimate }) => estimate?.mean ?? null))).toEqual([
      [1, 8, null, null],
      [null, null, 2, null],
    ])
  })

  it('refuses to mix what differs, and what does not exist', async () => {
    const runs = await runsOf(VALUES)
    expect(() => pivot(runs, { rows: 'task', values: 'test.accuracy' })).toThrow(
      'the mean of mnist would mix runs that differ in tactic.name ("ours", "mixup"); choose with only() or select(), show the key, or say `over: [\'tactic.name\']`',
    )
    expect(pivot(runs, { rows: 'task', values: 'test.accuracy', over: 'tactic' }).cells[0]![0]!.estimate!.n).toBe(4)
    expect(() => pivot(runs, { rows: 'tsk' as 'task', cols: 'sed' as 'seed', values: 'test.accuracy' })).toThrow(
      /did you mean `task`.*\n.*did you mean `seed`/,
    )
    expect(() => pivot(runs, { rows: 'tactic', cols: 'task', values: 'test.auc' as 'test.loss' })).toThrow(
      'there is no metric "test.auc"',
    )
    expect(() => pivot(runs, { rows: [], values: 'test.loss' })).toThrow('`rows` names no key')
    expect(() =>
      pivot(
        runs.only(() => false),
        { rows: 'task', values: 'test.loss' },
      ),
    ).toThrow('there are no runs to show')
  })
})
