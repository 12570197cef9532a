import { makeHost } from './hosts'
import { hostProblems } from './refusals'

/** What is said of a host that answers so when it is asked what it has. */
const said = async (code: number | null, stdout: string, stderr = '', cutShort?: string): Promise<string[]> => {
  const host = makeHost('gpu1', { slots: 1, root: '/home/ada/paper', node: 'node' })
  const problems = await hostProblems([host], () => Promise.resolve({ code, stdout, stderr, cutShort }))
  return problems.map(({ message, path, hint }) => `${message} → ${path}: ${hint}`)
}

const PROGRAMS = '/usr/bin/rsync\n/usr/bin/setsid\n/usr/bin/flock\n'

describe('a host', () => {
  it.each(['v20.19.0\n', 'Welcome to gpu1!\nv24.9.0\n', 'v26.0.0-pre\n'])('with Node %j executes runs', async (node) =>
    expect(await said(0, node + PROGRAMS)).toEqual([]),
  )

  it.each([
    ['v18.20.4\n', '18.20.4'],
    ['Welcome to gpu1!\nv12.22.9\n', '12.22.9'],
  ])('with Node %j is refused, before anything is brought there', async (node, version) =>
    expect(await said(0, node + PROGRAMS)).toEqual([
      `gpu1 cannot execute runs: bocas needs Node 20.19 or newer, and this is Node ${version} → engines.ssh.hosts.gpu1.node: say where a newer one is: "node": "/opt/node/bin/node", of the host or of all of them`,
    ]),
  )

  it.each([
    ['', 'no answer within 600 s'],
    ['kex_exchange_identification', 'kex_exchange_identification; no answer within 600 s'],
  ])('that answers nothing but %j in time cannot be reached, and why is said', async (printed, why) => {
    const [first] = await said(null, '', printed, 'no answer within 600 s')
    expect(first).toMatch(`gpu1 cannot be reached: ${why} → `)
  })

  it('without a program is refused by what it says of that', async () =>
    expect(await said(127, 'v20.19.0\n', 'sh: 1: rsync: not found')).toEqual([
      'gpu1 cannot execute runs: sh: 1: rsync: not found → engines.ssh.hosts.gpu1: on gpu1: a clone of the workspace at /home/ada/paper, npm ci in it, and node, rsync, setsid and flock in the PATH of a command by ssh',
    ]))
})
