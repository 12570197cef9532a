import { readdirSync } from 'node:fs'
import { identityOf, tryLock, workspacePaths } from 'bocas/internal'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { sweepUpLocks } from './left-locks'

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())

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
