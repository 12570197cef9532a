import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { EngineConfiguration, JobRequest } from './engine'
import { openEngine } from './open-engine'

/** Programs by which engines reach schedulers and hosts; here each writes down what is in its environment. */
const PROGRAMS = ['ssh', 'rsync', 'sbatch', 'squeue', 'qsub', 'qstat', 'qdel']
const SECRETS = { AWS_SECRET_ACCESS_KEY: 'ours', HF_TOKEN: 'ours', DB_PASSWORD: 'ours' }

let folder: string
const before = { ...process.env }
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-secrets-'))
  for (const name of PROGRAMS) {
    const file = join(folder, name)
    writeFileSync(file, `#!/bin/sh\nenv >> '${folder}/seen'\necho 17\n`)
    chmodSync(file, 0o755)
  }
  Object.assign(process.env, SECRETS, { ORDINARY: 'yes', PATH: `${folder}${delimiter}${before.PATH}` })
})
afterEach(() => {
  for (const name of [...Object.keys(SECRETS), 'ORDINARY']) delete process.env[name]
  process.env.PATH = before.PATH
  rmSync(folder, { recursive: true })
})

/** Submits a job, asks for it and cancels it; what comes of that is no matter here. @returns what the programs had in their environment. */
async function seen(name: string, configuration: EngineConfiguration): Promise<string> {
  const chosen = { name, configuration, configurationOf: () => configuration, parts: [], jobs: 1 }
  const engine = await openEngine(folder, chosen)
  const job = join(folder, '.bocas/jobs/k/1')
  mkdirSync(job, { recursive: true })
  const request: JobRequest = {
    ...{ key: 'k', task: 'toy', name: 'i=1', command: ['true'], folder: job, log: join(job, 'log') },
    ...{ resources: {}, attempt: 1, configuration },
  }
  const calls = [
    () => engine.refuse([request]),
    () => engine.submit([request]),
    () => engine.poll(['17']),
    () => engine.cancel(['17']),
  ]
  for (const call of calls) await call().catch(() => undefined)
  await engine.transport?.close?.()
  return existsSync(join(folder, 'seen')) ? readFileSync(join(folder, 'seen'), 'utf8') : ''
}

const ENGINES: readonly [string, EngineConfiguration][] = [
  ['commands', { submit: 'qsub {script}', poll: 'qstat', cancel: 'qdel {ids}' }],
  ['ssh', { hosts: { n1: {} }, root: '/nowhere', node: 'node' }],
]

it.each(ENGINES)(
  'the programs that the engine %s starts have none of the secrets of this process',
  async (name, configuration) => {
    const all = await seen(name, configuration)
    expect(all).toContain('ORDINARY=yes')
    expect(all).not.toContain('=ours')
  },
)

it('a command has what its own line names, and nothing else', async () => {
  const all = await seen('commands', { submit: 'qsub --token "$HF_TOKEN" {script}', poll: 'qstat' })
  expect(all).toContain('HF_TOKEN=ours')
  expect(all).not.toMatch(/AWS_SECRET_ACCESS_KEY=|DB_PASSWORD=/)
})
