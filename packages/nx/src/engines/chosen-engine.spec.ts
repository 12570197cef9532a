import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { chosenEngine } from './chosen-engine'
import { withoutSecrets } from '../shared/secrets'
import { openEngine } from './open-engine'

let workspace: TestWorkspace
beforeEach(() => (workspace = testWorkspace()))
afterEach(() => workspace.remove())

const PROFILES = {
  lab: {
    engine: 'slurm',
    jobs: 7,
    threads: 2,
    engines: {
      slurm: {
        partition: 'cpu',
        memory: '2 GB',
        tasks: { mnist: { partition: 'gpu' } },
        tactics: { cnn: { memory: '8 GB' }, tasks: { partition: 'odd' } },
      },
    },
  },
}
const refusal = async (run: () => unknown): Promise<string> => {
  try {
    await run()
  } catch (error) {
    return (error as Error).message
  }
  return 'nothing'
}

describe('the engine of a call', () => {
  it('is this machine when nobody says otherwise', () => {
    expect(chosenEngine(workspace.root, {})).toMatchObject({ name: 'local', configuration: {}, jobs: 1000 })
  })

  it('is that of the profile, or the one that BOCAS_ENGINE names, with what is said of it', () => {
    workspace.write({ 'profiles.json': PROFILES })
    const env = { BOCAS_PROFILE: 'lab' }
    expect(chosenEngine(workspace.root, env)).toMatchObject({
      name: 'slurm',
      profile: 'lab',
      configuration: { partition: 'cpu', memory: '2 GB' },
      jobs: 7,
      threads: 2,
    })
    expect(chosenEngine(workspace.root, { ...env, BOCAS_ENGINE: 'local' })).toMatchObject({
      name: 'local',
      configuration: {},
    })
  })

  it.each([
    ['penguins', undefined, { partition: 'cpu', memory: '2 GB' }],
    ['mnist', undefined, { partition: 'gpu', memory: '2 GB' }],
    ['mnist', 'cnn', { partition: 'gpu', memory: '8 GB' }],
    ['mnist', 'tasks', { partition: 'odd', memory: '2 GB' }],
    ['constructor', 'toString', { partition: 'cpu', memory: '2 GB' }],
  ])('is configured for %s, %s', (task, tactic, configuration) => {
    workspace.write({ 'profiles.json': PROFILES })
    expect(chosenEngine(workspace.root, { BOCAS_PROFILE: 'lab' }).configurationOf(task, tactic)).toEqual(configuration)
  })

  it('is refused with the place when a part of it is no block', async () => {
    workspace.write({ 'profiles.json': { lab: { engines: { slurm: { tasks: { mnist: 3 }, tactics: [] } } } } })
    const message = await refusal(() => chosenEngine(workspace.root, { BOCAS_PROFILE: 'lab', BOCAS_ENGINE: 'slurm' }))
    expect(message).toContain('lab.engines.slurm.tasks.mnist')
    expect(message).toContain('lab.engines.slurm.tactics')
  })
})

describe('an engine', () => {
  const open = (name: string, env: NodeJS.ProcessEnv = {}) =>
    refusal(() => openEngine(workspace.root, chosenEngine(workspace.root, { BOCAS_ENGINE: name, ...env })))

  it('that is not installed is named with what to do', async () => {
    expect(await open('slurm')).toContain(`@bocas/slurm is not installed\n  npm install @bocas/slurm`)
    expect(await open('comands')).toContain('did you mean `commands`?')
    expect(await open('../evil')).toContain('names no engine')
  })

  it('is a package of the workspace', async () => {
    workspace.install('@bocas/moon', '1.0.0', 'exports.createEngine = (options) => ({ name: "moon", options })')
    workspace.install('@bocas/stone', '1.0.0', 'exports.other = 1')
    workspace.install('@bocas/torn', '1.0.0', 'require("nothing-of-that-name")')
    const chosen = chosenEngine(workspace.root, { BOCAS_ENGINE: 'moon' })
    expect(await openEngine(workspace.root, chosen)).toEqual({
      name: 'moon',
      options: {
        root: workspace.root,
        configuration: {},
        env: withoutSecrets(process.env),
        openLogin: expect.any(Function),
      },
    })
    expect(await open('stone')).toContain('exports no function `createEngine`')
    expect(await open('torn')).toContain('nothing-of-that-name')
  })

  it('is looked over with every part of its configuration', async () => {
    const commands = { sumbit: 'x', tasks: { mnist: { states: { Q: 'wating' } } }, tactics: { a: { line: '(' } } }
    workspace.write({ 'profiles.json': { lab: { engines: { commands } } } })
    const message = await open('commands', { BOCAS_PROFILE: 'lab' })
    expect(message).toContain('3 problems in profiles.json')
    for (const part of [
      'lab.engines.commands.sumbit',
      'did you mean `submit`?',
      'lab.engines.commands.tasks.mnist.states.Q',
      'did you mean `waiting`?',
      'lab.engines.commands.tactics.a.line',
    ])
      expect(message).toContain(part)
  })
})
