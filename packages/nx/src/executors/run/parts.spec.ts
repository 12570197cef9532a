import { testWorkspace } from '../../plan/test-workspace'
import { onceInCall, runsOfCall } from './parts'

describe('the batches of a call', () => {
  it('know how many runs the call asks for, of a task whose runs have several names of the executor', () => {
    const project = (executor: string, options: object) => ({
      root: '',
      targets: { experiment: { executor, options } },
    })
    const projects = {
      toy: project('@bocas/nx:run', { task: 'toy', runs: [] }),
      'toy/a': project('@bocas/nx:run', { task: 'toy', run: 'a' }),
      'toy/b': project('@bocas/nx:run-3', { task: 'toy', run: 'b' }),
      'other/a': project('@bocas/nx:run', { task: 'other', run: 'a' }),
      'other/b': project('@bocas/nx:run', { task: 'other', run: 'b' }),
      lib: project('nx:noop', { task: 'toy', run: 'c' }),
    }
    const asked = ['toy', 'toy/a', 'toy/b', 'other/a', 'other/b', 'lib', 'gone']
    const tasks = Object.fromEntries(asked.map((name) => [name, { target: { project: name, target: 'experiment' } }]))
    const context = { taskGraph: { tasks }, projectsConfigurations: { version: 2, projects } }
    expect(Object.fromEntries(runsOfCall(context as never))).toEqual({ toy: 2 })
    expect(runsOfCall({}).size).toBe(0)
  })

  it('say once what each of them has to say', () => {
    const { root, remove } = testWorkspace()
    const printed: string[] = []
    const print = (line: string): void => void printed.push(line)
    try {
      for (const line of ['a', 'b', 'a']) onceInCall(root, print, 'first')(line)
      onceInCall(root, print, 'first')('b')
      expect(printed).toEqual(['a', 'b'])
      onceInCall(root, print, 'second')('a')
      onceInCall(root, print, '')('a')
      expect(printed).toEqual(['a', 'b', 'a', 'a'])
    } finally {
      remove()
    }
  })
})
