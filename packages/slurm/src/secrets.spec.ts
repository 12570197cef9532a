import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { openEngine } from '../../nx/src/engines/open-engine'

/** By `--export=ALL`, which is the default of sbatch, jobs have the environment of its call. */
it('programs of Slurm have none of the secrets of the process that calls them', async () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-secrets-'))
  const { PATH } = process.env
  try {
    for (const name of ['sbatch', 'squeue', 'sacct', 'scancel', 'scontrol', 'sinfo']) {
      writeFileSync(join(folder, name), `#!/bin/sh\nenv >> '${folder}/seen'\n`)
      chmodSync(join(folder, name), 0o755)
    }
    Object.assign(process.env, {
      PATH: `${folder}${delimiter}${PATH}`,
      HF_TOKEN: 'ours',
      AWS_SECRET_ACCESS_KEY: 'ours',
      ORDINARY: 'yes',
    })
    const chosen = { name: 'slurm', configuration: {}, configurationOf: () => ({}), parts: [], jobs: 1 }
    const engine = await openEngine(join(__dirname, '../../..'), chosen)
    await engine.poll(['17_0@bocas-0123456789abcdef']).catch(() => undefined)
    await engine.cancel(['17_0@bocas-0123456789abcdef']).catch(() => undefined)
    const seen = readFileSync(join(folder, 'seen'), 'utf8')
    expect(seen).toContain('ORDINARY=yes')
    expect(seen).not.toContain('=ours')
  } finally {
    for (const name of ['HF_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'ORDINARY']) delete process.env[name]
    process.env.PATH = PATH
    rmSync(folder, { recursive: true })
  }
})
