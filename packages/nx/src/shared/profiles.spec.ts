import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { chosenProfile, readProfiles, type ExecutionProfile } from './profiles'

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())

const PROFILES: Readonly<Record<string, ExecutionProfile>> = {
  laptop: { hosts: ['ada-laptop'], threads: 2 },
  lab: { hosts: ['gpu*', 'ADA.lab.example.org'], engine: 'ssh', engines: { ssh: { hosts: ['gpu1'] } } },
  cluster: { hosts: ['login?'], engine: 'slurm', jobs: 200, slots: { gpu: 2 }, data: { 'data/big': '/scratch/big' } },
}
const messageOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing'
}

describe('profiles', () => {
  it('are none without a file, which is no error', () => {
    expect(readProfiles(workspace.root)).toEqual({})
    expect(chosenProfile(workspace.root, {}, 'any')).toEqual({ profile: {} })
  })

  it.each([
    ['ada-laptop', 'laptop'],
    ['ada-laptop.example.org', 'laptop'],
    ['gpu17.lab', 'lab'],
    ['ada.lab.example.org', 'lab'],
    ['ada', undefined],
    ['login1', undefined],
    ['login?', 'cluster'],
    ['my-ada-laptop', undefined],
  ])('of the host %s: %s', (host, name) => {
    workspace.write({ 'profiles.json': PROFILES })
    expect(chosenProfile(workspace.root, {}, host).name).toBe(name)
  })

  it('are chosen by BOCAS_PROFILE before the host', () => {
    workspace.write({ 'profiles.json': PROFILES })
    const found = chosenProfile(workspace.root, { BOCAS_PROFILE: 'cluster' }, 'ada-laptop')
    expect(found).toEqual({ name: 'cluster', profile: PROFILES.cluster })
    expect(chosenProfile(workspace.root, { BOCAS_PROFILE: '' }, 'ada-laptop').name).toBe('laptop')
  })

  it('that are not there are named with those that are', () => {
    workspace.write({ 'profiles.json': PROFILES })
    const ask = (name: string) => messageOf(() => chosenProfile(workspace.root, { BOCAS_PROFILE: name }))
    expect(ask('clustr')).toContain('did you mean `cluster`? There are: `laptop`, `lab`, `cluster`')
    expect(ask('constructor')).toContain('there is no such profile')
  })

  it.each<[string, unknown, string[]]>([
    ['no JSON', '{', ['it is no JSON']],
    ['no block', '[]', ['is a block']],
    [
      'wrong in many places',
      { a: { host: ['x'], threads: 0, jobs: '3' }, b: { engines: { slurm: 3 }, slots: { gpu: [1] }, data: { x: 1 } } },
      [
        '6 problems in profiles.json',
        'there is no setting `host`',
        'did you mean `hosts`?',
        'a.threads',
        'a.jobs',
        'b.engines.slurm',
        'b.slots.gpu',
        'b.data.x',
      ],
    ],
  ])('that are %s are refused with all that is wrong', (_, content, parts) => {
    workspace.write({ 'profiles.json': content })
    const message = messageOf(() => readProfiles(workspace.root))
    for (const part of parts) expect(message).toContain(part)
  })
})
