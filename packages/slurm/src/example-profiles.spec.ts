import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chosenEngine } from '../../nx/src/engines/chosen-engine'
import { configurationProblems } from './configuration'
import { settingsOf } from './settings'
import { request } from './test-requests'

const root = mkdtempSync(join(tmpdir(), 'bocas-profiles-'))
beforeAll(() => cpSync(join(__dirname, '../../../docs/examples/profiles.json'), join(root, 'profiles.json')))
afterAll(() => rmSync(root, { recursive: true }))

it('the example of the documentation is taken, and comes to what it says', () => {
  const chosen = chosenEngine(root, { BOCAS_PROFILE: 'cluster' })
  expect(chosen).toMatchObject({ name: 'slurm', jobs: 500 })
  expect(chosen.parts.flatMap(({ configuration }) => configurationProblems(configuration))).toEqual([])
  const of = (task: string, tactic?: string) =>
    settingsOf(request('a', { configuration: chosen.configurationOf(task, tactic) }))
  expect(of('penguins')).toMatchObject({ partition: 'cpu', time: 43_200, memory: 4096 })
  expect(of('penguins').gpus).toBeUndefined()
  expect(of('mnist', 'ensemble')).toMatchObject({
    partition: 'gpu',
    time: 172_800,
    cpus: 8,
    gpus: { type: 'a100', count: 1 },
    modules: ['cuda/12.1'],
  })
})
