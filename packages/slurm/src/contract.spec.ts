import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineContract } from '../../nx/src/engines/test-contract'
import { Slurm, whereSlurm } from '../../../tools/e2e/rig/slurm/slurm'
import { localShell } from './shell'
import { slurmEngine } from './slurm-engine'

jest.setTimeout(120_000)

whereSlurm().describe('a real Slurm', () => {
  engineContract('slurm', async () => {
    const slurm = await Slurm.start({ nodes: 2 })
    const root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-contract-'))
    return {
      engine: slurmEngine({ where: 'here', shell: localShell({ ...process.env, ...slurm.env }) }),
      root,
      folderOf: (key) => join('jobs', key, '1'),
      end: async () => {
        await slurm.stop()
        rmSync(root, { recursive: true, force: true, maxRetries: 3 })
      },
    }
  })
})
