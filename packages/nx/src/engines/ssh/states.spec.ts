import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describeHosts, testHosts, type TestHosts } from './test-hosts'

/** Adds a step to what the run has saved, as seen from the workspace of the host. */
const SAVES = 'cd "$1/../../../.." && mkdir -p .bocas/checkpoints/$3 && echo step >>.bocas/checkpoints/$3/state'

describeHosts('what runs have saved, with hosts', () => {
  let hosts: TestHosts
  const shared = process.env.BOCAS_STORE
  beforeEach(() => {
    hosts = testHosts({ n1: 1 })
  })
  afterEach(async () => {
    if (shared === undefined) delete process.env.BOCAS_STORE
    else process.env.BOCAS_STORE = shared
    await hosts.dispose()
  })

  it.each<[string, () => string]>([
    ['of a workspace with a store of its own', () => join(hosts.place('here'), '.bocas')],
    ['beside a store that several workspaces share', () => (process.env.BOCAS_STORE = hosts.place('of-all'))],
  ])('comes home from there, and goes there with the next job: %s', async (_, folder) => {
    const state = join(folder(), 'checkpoints/a/state')
    mkdirSync(dirname(state), { recursive: true })
    writeFileSync(state, 'here\n')
    // As a job is that has a specification.
    const job = join(hosts.place('here'), '.bocas/jobs/a/1')
    mkdirSync(job, { recursive: true })
    const run = { key: 'a', bundle: '/none', data: {}, dataFiles: [] }
    writeFileSync(join(job, 'specification.json'), JSON.stringify({ worker: '/none', folders: {}, run }))
    await hosts.engine.transport!.send([job])
    const [id] = await hosts.submit(SAVES, 'a')
    await hosts.until('the job ends', async () => (await hosts.stateOf(id!)).kind === 'ended')
    await hosts.until('what it has saved is here', async () => {
      await hosts.receive(id!)
      return readFileSync(state, 'utf8') === 'here\nstep\n'
    })
  })
})
