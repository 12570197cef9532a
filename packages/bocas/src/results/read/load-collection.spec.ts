import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { freshFolder, storeRun } from './fixtures'
import { loadCollection } from './load-collection'

describe('loadCollection', () => {
  it('finds results at any depth, named after their folders, in the order of the paths', async () => {
    const root = freshFolder()
    await storeRun(root, { task: 'penguins', name: 'k=3', config: { k: 3 }, output: { test: { accuracy: 0.9 } } })
    await storeRun(root, { task: 'mnist', name: 'lr=0.2', config: { lr: 0.2 }, output: { loss: 2 } })
    await storeRun(root, {
      task: 'mnist',
      name: 'lr=0.1',
      config: { lr: 0.1, seed: 1 },
      seedPath: 'seed',
      output: { loss: 1 },
    })
    const { runs, unreadable } = await loadCollection(root)
    expect(runs.map(({ task, name }) => `${task}/${name}`)).toEqual(['mnist/lr=0.1', 'mnist/lr=0.2', 'penguins/k=3'])
    expect(unreadable).toEqual([])
    expect(runs.get('k=3').metric('test.accuracy')).toBe(0.9)
    expect(runs.get('lr=0.1').seed).toEqual({ path: 'seed', value: 1 })
    const one = await loadCollection<{ lr: number }, { loss: number }>(join(root, 'mnist'))
    expect(one.runs.only({ lr: 0.1 }).map(({ task, name }) => `${task}/${name}`)).toEqual(['mnist/lr=0.1'])
    const itself = await loadCollection(join(root, 'mnist', 'lr=0.1'))
    expect(itself.runs.map(({ task, name }) => `${task}/${name}`)).toEqual(['mnist/lr=0.1'])
  })

  it('tells apart runs of the same name in different folders', async () => {
    const root = freshFolder()
    for (const machine of ['a', 'b'])
      await storeRun(join(root, machine), { name: 'run', config: {}, output: { loss: 1 } })
    const { runs } = await loadCollection(root)
    expect(runs.get('b/mnist/run').task).toBe('b/mnist')
    expect(runs.map(({ task }) => task)).toEqual(['a/mnist', 'b/mnist'])
  })

  it('joins the task to every config when asked to', async () => {
    const root = freshFolder()
    for (const task of ['mnist', 'penguins'])
      await storeRun(root, { task, name: 'run', config: { lr: 1 }, output: { loss: 1 } })
    const { runs } = await loadCollection(root, { joinTask: true })
    expect(runs.groupBy('task').map(({ label, runs: { length } }) => [label, length])).toEqual([
      ['mnist', 1],
      ['penguins', 1],
    ])
  })

  it('reports what it cannot read and reads the rest', async () => {
    const root = freshFolder()
    const good = await storeRun(root, { name: 'good', config: {}, output: { loss: 1 } })
    const bad = await storeRun(root, { name: 'bad', config: {}, output: { loss: 1 } })
    writeFileSync(join(bad.dir, 'result.json'), '{"score": 1}')
    const { runs, unreadable } = await loadCollection(root)
    expect(runs.names).toEqual([basename(good.dir)])
    expect(unreadable).toEqual([
      {
        path: join(bad.dir, 'result.json'),
        problem: expect.stringContaining('result.json is not the result of a run') as string,
      },
    ])
  })

  it('follows links, but not in circles', async () => {
    const [root, elsewhere] = [freshFolder(), freshFolder()]
    const run = await storeRun(elsewhere, { name: 'x', config: {}, output: { loss: 1 } })
    mkdirSync(join(root, 'mnist'))
    symlinkSync(run.dir, join(root, 'mnist', 'linked'))
    symlinkSync(root, join(root, 'mnist', 'up'))
    symlinkSync(join(root, 'nowhere'), join(root, 'dangling'))
    // A circle that is met only below a link.
    const beyond = freshFolder()
    mkdirSync(join(beyond, 'deep', 'deeper'), { recursive: true })
    symlinkSync(beyond, join(beyond, 'deep', 'deeper', 'back'))
    symlinkSync(beyond, join(root, 'beyond'))
    const { runs, unreadable } = await loadCollection(root)
    expect(runs.names).toEqual(['linked'])
    expect(unreadable).toEqual([])
  })

  it('says that there is no such folder', async () => {
    const root = freshFolder()
    await expect(loadCollection(join(root, 'nowhere'))).rejects.toThrow(
      `there is no such folder of results (at ${join(root, 'nowhere')})`,
    )
    expect((await loadCollection(root)).runs.length).toBe(0)
  })
})
