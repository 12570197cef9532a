import fs, { mkdirSync, rmSync } from 'node:fs'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { watchFolders, type FolderWatch } from './watch-folders'

let workspace: TestWorkspace
let watch: FolderWatch
beforeEach(() => {
  workspace = testWorkspace({ '.bocas/store/.keep': '' })
  watch = watchFolders(workspace.root)
})
afterEach(() => {
  watch.end()
  workspace.remove()
})

const held = (name: string): string => {
  const folder = workspace.path(`.bocas/work/${name}`)
  mkdirSync(folder, { recursive: true })
  watch.hold(folder)
  return folder
}

describe('the folders of a call', () => {
  it('that all runs need are looked at each time, those of thousands of runs are not', () => {
    const looks = (): number => {
      const spy = jest.spyOn(fs, 'statSync')
      watch.isLost()
      return [spy.mock.calls.length, spy.mockRestore()][0] as number
    }
    held('first')
    // Those that come later are found by the first look.
    looks()
    const few = looks()
    for (let index = 0; index < 200; index++) held(`r${index}`)
    expect([few > 0, looks()]).toEqual([true, few])
    rmSync(workspace.path('.bocas/store'), { recursive: true })
    expect(watch.isLost()).toBe(true)
    expect(watch.signal.aborted).toBe(true)
  })

  it('of one run is seen to be lost by who asks for it, and by who asks for all', () => {
    const [first, second] = [held('first'), held('second')]
    rmSync(first, { recursive: true })
    expect([watch.isLost(), watch.isLost(second)]).toEqual([false, false])
    expect(watch.isLost(first)).toBe(true)
  })

  it('are all looked at to say what is lost', () => {
    const first = held('first')
    held('second')
    rmSync(first, { recursive: true })
    expect(watch.lost()).toEqual([{ path: first, how: expect.any(String) as string }])
    expect(watch.signal.aborted).toBe(true)
  })
})
