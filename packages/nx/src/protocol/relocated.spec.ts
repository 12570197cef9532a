import { existsSync, readFileSync } from 'node:fs'
import { sha256, workspacePaths } from 'bocas/internal'
import { runOf } from '../host/launch/test-runs'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { insideNames, packJob, unpackJob } from './relocated'

let here: TestWorkspace
let there: TestWorkspace
beforeEach(() => {
  here = testWorkspace({ 'tasks/toy/train.py': 'print(1)', 'data/x.csv': '1', 'worker.cjs': '// worker' })
  there = testWorkspace()
})
afterEach(() => [here, there].forEach((workspace) => workspace.remove()))

const CODE = (root: string) => `export const run = () => '${root}/tasks/toy and file://${root}/node_modules/a/index.js'`
const file = (name: string) => ({ file: here.path(name), sha256: sha256(readFileSync(here.path(name), 'utf8')) })
const spec = () =>
  runOf(here, CODE(here.root), {
    data: { '../../data/x.csv': here.path('data/x.csv'), abroad: '/abroad/y.csv' },
    dataFiles: [{ ...file('data/x.csv'), stamp: '1' }],
    taken: { start: { task: 't', name: 'n', key: 'k', dir: here.path('.bocas/store/k'), digest: 'd' } },
    program: {
      declaration: { line: 'python3 train.py', inputs: ['train.py'] },
      folder: here.path('tasks/toy'),
      python: '/elsewhere/bocas/python',
      inputs: [file('tasks/toy/train.py')],
    },
  })

describe('a packed run', () => {
  it('names nothing of this machine that lies in the workspace', () => {
    const { origin: _, ...packed } = packJob(spec(), here.path('worker.cjs'))
    expect(JSON.stringify(packed)).not.toContain(here.root)
  })

  it('is the same run in the same workspace, but for its code and its inputs, which are copies', () => {
    const before = spec()
    const packed = packJob(before, here.path('worker.cjs'))
    const { spec: after } = unpackJob(packed, here.root, before.work)
    expect({ ...after, bundle: '', program: '' }).toEqual({ ...before, bundle: '', program: '' })
    here.write({ '.bocas/bundles/run.mjs': 'edited', 'tasks/toy/train.py': 'edited', 'worker.cjs': 'edited' })
    expect(readFileSync(after.bundle, 'utf8')).toBe(CODE(here.root))
    expect(readFileSync(after.program!.inputs[0]!.copy!, 'utf8')).toBe('print(1)')
    expect(after.program!.inputs[0]!.file).toBe(here.path('tasks/toy/train.py'))
    expect(readFileSync(unpackJob(packed, here.root, '').worker, 'utf8')).toBe('// worker')
  })

  it('is at home in another workspace, with data where that machine has it', () => {
    const packed = packJob(spec(), here.path('worker.cjs'), { data: '/scratch/d' })
    for (const name of insideNames(packed))
      if (existsSync(here.path(name))) there.write({ [name]: readFileSync(here.path(name), 'utf8') })
    const { spec: after, worker } = unpackJob(packed, there.root, '/work')
    expect(after).toMatchObject({
      root: there.root,
      work: '/work',
      data: { '../../data/x.csv': '/scratch/d/x.csv', abroad: '/abroad/y.csv' },
      dataFiles: [{ file: '/scratch/d/x.csv' }],
      taken: { start: { dir: there.path('.bocas/store/k') } },
      program: { folder: there.path('tasks/toy'), python: '/elsewhere/bocas/python' },
    })
    expect(readFileSync(after.bundle, 'utf8')).toBe(CODE(there.root))
    expect(worker.startsWith(workspacePaths(there.root).jobCode)).toBe(true)
    expect(existsSync(worker)).toBe(true)
  })

  it('is refused when an input was edited after it was planned, and the edit is nobody’s copy', () => {
    const planned = spec()
    here.write({ 'tasks/toy/train.py': 'edited' })
    expect(() => packJob(planned, here.path('worker.cjs'))).toThrow(
      'tasks/toy/train.py changed after the run was planned',
    )
    here.write({ 'tasks/toy/train.py': 'print(1)' })
    expect(() => packJob(planned, here.path('worker.cjs'))).not.toThrow()
  })
})
