import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSshd } from '../../../../../tools/e2e/rig/sshd'
import { where } from '../../../../../tools/jest/where'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { chosenEngine } from '../chosen-engine'
import { openEngine } from '../open-engine'
import { engineContract } from '../test-contract'
import { makeHost, spread, type SshJob } from './hosts'
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

const job = (id: string): SshJob => ({ id, command: [], files: [] })
const host = (name: string, slots: number, at = 0) => {
  const made = makeHost(name, { slots, root: '/r', node: 'node' })
  for (let index = 0; index < at; index++)
    made.at.set(`${name}${index}`, { job: job(`${name}${index}`), pid: 1, hasEnded: false })
  return made
}
const given = (jobs: number, hosts: ReturnType<typeof host>[], now = 1e6) =>
  Object.fromEntries(
    [
      ...spread(
        Array.from({ length: jobs }, (_, index) => job(String(index))),
        hosts,
        now,
      ),
    ].map(([{ name }, all]) => [name, all.map(({ id }) => id).join('')]),
  )

describe('the jobs that wait', () => {
  it.each<[string, number, () => ReturnType<typeof host>[], object]>([
    ['none', 0, () => [host('a', 2)], {}],
    ['fewer than slots', 3, () => [host('a', 2), host('b', 2)], { a: '02', b: '1' }],
    ['more than slots', 9, () => [host('a', 2), host('b', 1)], { a: '01', b: '2' }],
    ['to hosts that have some', 2, () => [host('a', 4, 3), host('b', 2)], { b: '0', a: '1' }],
    ['to full hosts', 2, () => [host('a', 2, 2)], {}],
    ['to one that has just gone away', 2, () => [{ ...host('a', 2), awaySince: 1e6 - 1 }, host('b', 1)], { b: '0' }],
    ['to one that may be back', 2, () => [{ ...host('a', 2), awaySince: 1e6 - 5_000 }], { a: '01' }],
    ['with others on their way', 2, () => [{ ...host('a', 2), arriving: 1 }], { a: '0' }],
  ])('are given to hosts: %s', (_, jobs, hosts, expected) => expect(given(jobs, hosts())).toEqual(expected))
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
