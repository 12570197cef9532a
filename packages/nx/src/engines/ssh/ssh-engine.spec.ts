import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSshd } from '../../../../../tools/e2e/rig/sshd'
import { where } from '../../../../../tools/jest/where'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { chosenEngine } from '../chosen-engine'
import { openEngine } from '../open-engine'
import { engineContract } from '../test-contract'
import { createEngine } from './ssh-engine'

where('sshd', 'rsync').describe('on a real sshd', () => {
  engineContract('ssh', async () => {
    const sshd = await startSshd(['n1', 'n2'])
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-ssh-engine-')))
    mkdirSync(join(root, 'node_modules'))
    const hosts = { n1: { slots: 7 }, n2: { slots: 7 } }
    const engine = createEngine({ root, configuration: { hosts, root, config: sshd.config, node: process.execPath } })
    return {
      engine,
      root,
      folderOf: (key) => `.bocas/jobs/${key}/1`,
      there: (place) => place.replace(root, engine.transport!.root),
      async end() {
        await sshd.stop()
        rmSync(root, { recursive: true, force: true })
      },
    }
  })
})

describe('what is said of the hosts', () => {
  let workspace: TestWorkspace
  beforeEach(() => (workspace = testWorkspace()))
  afterEach(() => workspace.remove())

  it.each<[object, string[]]>([
    [{}, ['the engine `ssh` has no hosts']],
    [{ hosts: { n1: {}, n2: { root: '/x' } } }, ['where the workspace is on n1']],
    [{ hosts: { '-oProxyCommand=x': { root: '/x' } } }, ['is no name of a host']],
    [
      { hosts: { n1: { slot: 1, root: 'x' } }, rooot: '/x' },
      ['did you mean `slots`?', 'an absolute path', 'did you mean `root`?', 'lab.engines.ssh.hosts.n1.slot'],
    ],
  ])('%j is refused', async (ssh, parts) => {
    workspace.write({ 'profiles.json': { lab: { engine: 'ssh', engines: { ssh } } } })
    const opening = openEngine(workspace.root, chosenEngine(workspace.root, { BOCAS_PROFILE: 'lab' }))
    const message = await opening.then(
      () => 'nothing',
      (error: Error) => error.message,
    )
    for (const part of parts) expect(message).toContain(part)
  })
})
