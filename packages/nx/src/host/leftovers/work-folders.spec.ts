import fs, { existsSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf, tryLock, workspacePaths } from 'bocas/internal'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { discardWork, makeWorkFolder, sweepUp, sweepUpLocks } from './work-folders'

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())

const age = (path: string, hours: number): void => {
  const time = new Date(Date.now() - hours * 3_600_000)
  utimesSync(workspace.path(path), time, time)
}

describe('the folder of a run at work', () => {
  it('stays while its host lives, and is removed when that is gone', () => {
    const mine = makeWorkFolder(workspace.root, 'run')
    workspace.write({ '.bocas/work/of-the-dead/host.json': { ...identityOf(), started: '1', seal: undefined } })
    sweepUp(workspace.root)
    expect(existsSync(mine)).toBe(true)
    expect(existsSync(workspace.path('.bocas/work/of-the-dead'))).toBe(false)
    discardWork(mine)
    expect(existsSync(mine)).toBe(false)
  })

  it('says whose it is until nothing else is in it: the next call ends what a kill has cut off', () => {
    const mine = makeWorkFolder(workspace.root, 'run')
    for (const name of ['draft', 'run.log']) fs.writeFileSync(join(mine, name), '')
    const { rmSync } = fs
    const kill = jest.spyOn(fs, 'rmSync').mockImplementation((path, options) => {
      if (kill.mock.calls.length > 1) throw new Error('as if killed')
      rmSync(path, options)
    })
    expect(() => discardWork(mine)).toThrow('as if killed')
    kill.mockRestore()
    expect(fs.readdirSync(mine)).toContain('host.json')
    expect(fs.readdirSync(mine)).toHaveLength(2)
    discardWork(mine)
    expect(fs.existsSync(mine)).toBe(false)
  })

  it('that names no host is one being made, or a copy under way; a day later it is what a kill left', () => {
    workspace.write({
      '.bocas/work/view-1/result.json': '{}',
      '.bocas/work/view-2/result.json': '{}',
      '.bocas/work/figures-1.json': '{}',
    })
    age('.bocas/work/view-2', 25)
    age('.bocas/work/figures-1.json', 25)
    sweepUp(workspace.root)
    expect(
      ['view-1', 'view-2', 'figures-1.json'].filter((name) => existsSync(workspace.path('.bocas/work', name))),
    ).toEqual(['view-1'])
  })

  it('is no problem where there is none yet', () => {
    expect(() => sweepUp(join(workspace.root, 'gone'))).not.toThrow()
  })
})

const turn = (change: object): string => JSON.stringify({ ...identityOf(), seal: undefined, ...change, token: 'x' })

describe('sweeping up locks', () => {
  it('removes those of the dead, those given back and what is left of removed ones, and leaves those of the living', () => {
    const { locks } = workspacePaths(workspace.root)
    tryLock(locks, 'held')
    workspace.write({
      '.bocas/locks/of-an-ended-process/1': turn({ started: '1' }),
      '.bocas/locks/of-an-earlier-boot/1': turn({ boot: 'an earlier one' }),
      '.bocas/locks/of-another-machine/1': turn({ host: 'another-machine' }),
      '.bocas/locks/given-back/1': '',
      '.bocas/locks/forgotten.1234.gone/1': '',
    })
    sweepUpLocks(workspace.root)
    expect(readdirSync(locks).sort()).toEqual(['held', 'of-another-machine'])
  })
})
