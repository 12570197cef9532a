import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakePbs } from '../../../../../tools/e2e/rig/fake-pbs'
import profiles from '../../../../../docs/examples/pbs.json'
import type { EngineConfiguration, JobRequest } from '../engine'
import { engineContract } from '../test-contract'
import { createEngine } from './commands-engine'

jest.setTimeout(120_000)

const { commands: documented } = profiles.pbs.engines
/** As docs/engines.md has it for a site that keeps a history. */
const BY_HISTORY = 'qstat -x {ids} || [ $? -eq 153 ]'

const folder = (): string => mkdtempSync(join(realpathSync(tmpdir()), 'bocas-contract-'))
const remove = (root: string): void => rmSync(root, { recursive: true, force: true, maxRetries: 3 })

const known = { ...process.env }
const started = (options: { readonly history?: boolean }): FakePbs => {
  const pbs = FakePbs.start(options)
  Object.assign(process.env, pbs.env)
  return pbs
}
const stop = async (pbs: FakePbs): Promise<void> => {
  process.env.PATH = known.PATH
  delete process.env.FAKE_PBS
  await pbs.stop()
}

describe.each<[string, EngineConfiguration, boolean]>([
  ['that forgets a job when it ends', documented, false],
  ['that keeps a history, asked for all jobs', documented, true],
  ['that keeps a history, asked for the ended ones too', { ...documented, poll: BY_HISTORY }, true],
  ['whose output comes at the end', { ...documented, submit: documented.submit.replace(' -k doe', '') }, false],
])('programs that print what OpenPBS prints, as a server %s', (_, configuration, history) => {
  engineContract('commands, with the settings of the documentation', () => {
    const [pbs, root] = [started({ history }), folder()]
    const end = async (): Promise<void> => {
      await stop(pbs)
      remove(root)
    }
    return { engine: createEngine({ root, configuration }), root, configuration, end }
  })
})

describe('programs that print what OpenPBS prints', () => {
  let pbs: FakePbs
  let count = 0
  const root = folder()
  afterAll(() => remove(root))
  const request = (configuration: EngineConfiguration = documented): JobRequest => {
    const own = mkdtempSync(join(root, 'job-'))
    return {
      key: String(++count).padStart(64, 'b'),
      task: 'toy',
      name: `i=${count}`,
      command: ['/bin/sh', '-c', 'exit 3'],
      folder: own,
      log: join(own, 'run.log'),
      resources: {},
      attempt: 1,
      configuration,
    }
  }
  afterEach(() => stop(pbs))

  it('say that the server is away, and no job is taken for lost', async () => {
    pbs = started({})
    const engine = createEngine({ root, configuration: documented })
    const [id] = await engine.submit([request()])
    pbs.away = true
    await expect(engine.poll([id!])).rejects.toMatchObject({
      problems: [expect.objectContaining({ message: expect.stringContaining('cannot connect to server') as string })],
    })
    pbs.away = false
    await expect(engine.poll([id!])).resolves.toBeInstanceOf(Map)
  })

  it('say of a job of the history that it has ended, whatever came of it', async () => {
    pbs = started({ history: true })
    const configuration = { ...documented, poll: BY_HISTORY }
    const engine = createEngine({ root, configuration })
    const [id] = await engine.submit([request(configuration)])
    const stateOf = async () => (await engine.poll([id!, '99.elsewhere'])).get(id!)
    for (let turn = 0; turn < 100 && (await stateOf())?.kind !== 'ended'; turn++);
    expect(await stateOf()).toEqual({ kind: 'ended', how: 'done', words: 'F' })
  })

  it('refuse a queue that there is not, and what they say is said', async () => {
    pbs = started({})
    const configuration = { ...documented, submit: documented.submit.replace('qsub', 'qsub -q gpu') }
    await expect(createEngine({ root, configuration }).submit([request(configuration)])).rejects.toMatchObject({
      problems: [expect.objectContaining({ message: 'the command `submit` failed: qsub: Unknown queue' })],
    })
  })
})
