import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { identityOf, workspacePaths } from 'bocas/internal'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { runsThatWait, waitingList, type WaitingRun } from './waiting-list'

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())

const seen = () => runsThatWait(workspacePaths(workspace.root))
const run = (name: string, waitsFor: WaitingRun['waitsFor'] = { slots: ['gpu'] }) => ({
  task: 'toy',
  name,
  key: name,
  isTry: false,
  waitsFor,
})

describe('the list of runs that wait', () => {
  it('is nothing on the disk while none waits', () => {
    const list = waitingList(workspace.root)
    list.remove('a')
    list.close()
    expect(seen()).toEqual([])
    expect(() => readdirSync(workspacePaths(workspace.root).work)).toThrow('ENOENT')
  })

  it('shows other terminals which run waits for what, until it begins', () => {
    const list = waitingList(workspace.root)
    const holder = { pid: 7, host: hostname() }
    list.put(run('a'))
    list.put(run('b', { process: holder }))
    const [first, second] = seen()
    expect([first, second]).toEqual([
      { ...run('a'), since: expect.any(Number) },
      { ...run('b', { process: holder }), since: expect.any(Number) },
    ])
    list.put(run('a'))
    expect(seen()[0]).toEqual(first)
    list.remove('a')
    list.put(run('b'))
    expect(seen()).toMatchObject([run('b')])
    list.close()
    expect(seen()).toEqual([])
    expect(readdirSync(workspacePaths(workspace.root).work)).toEqual([])
  })

  it('is not believed when its call is gone, nor when a file of it is torn', () => {
    const list = waitingList(workspace.root)
    list.put(run('a'))
    const { work } = workspacePaths(workspace.root)
    const folder = `${work}/${readdirSync(work)[0]}`
    writeFileSync(`${folder}/torn.json`, '{"task":')
    expect(seen()).toMatchObject([run('a')])
    writeFileSync(`${folder}/host.json`, JSON.stringify({ ...identityOf(), started: '1', seal: undefined }))
    expect(seen()).toEqual([])
    list.close()
  })

  it('that cannot be written stops nothing', () => {
    const { own, work } = workspacePaths(workspace.root)
    mkdirSync(own, { recursive: true })
    writeFileSync(work, 'a file in the place of the folder')
    const list = waitingList(workspace.root)
    expect(() => {
      list.put(run('a'))
      list.remove('a')
      list.close()
    }).not.toThrow()
    rmSync(work)
  })
})
