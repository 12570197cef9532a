import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GridEngine, whereGridEngine } from '../../../../../tools/e2e/rig/grid-engine'
import profiles from '../../../../../docs/examples/grid-engine.json'
import { engineContract } from '../test-contract'
import { createEngine } from './commands-engine'

jest.setTimeout(180_000)

const { commands: configuration } = profiles.grid.engines

whereGridEngine().describe('a real Grid Engine', () => {
  engineContract('commands, with the settings of the documentation', async () => {
    const grid = await GridEngine.start()
    Object.assign(process.env, grid.env)
    const root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-contract-'))
    return {
      engine: createEngine({ root, configuration }),
      root,
      configuration,
      tells: 'USR2',
      patience: 60,
      end: async () => {
        for (const name of Object.keys(grid.env)) delete process.env[name]
        await grid.stop()
        rmSync(root, { recursive: true, force: true, maxRetries: 3 })
      },
    }
  })
})
