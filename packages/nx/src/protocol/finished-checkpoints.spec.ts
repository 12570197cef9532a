import { readdirSync } from 'node:fs'
import { testWorkspace } from '../plan/test-workspace'
import { sweepUpCheckpoints } from './finished-checkpoints'

describe('checkpoints', () => {
  it('of runs that are done are removed, those of others stay', () => {
    const workspace = testWorkspace({
      '.bocas/store/aa/result.json': {},
      '.bocas/checkpoints/aa/1.checkpoint': 'x',
      '.bocas/checkpoints/bb/1.checkpoint': 'x',
    })
    sweepUpCheckpoints(workspace.root)
    expect(readdirSync(workspace.path('.bocas/checkpoints'))).toEqual(['bb'])
    workspace.remove()
  })

  it('need not be there', () => {
    const workspace = testWorkspace()
    expect(() => sweepUpCheckpoints(workspace.root)).not.toThrow()
    workspace.remove()
  })
})
