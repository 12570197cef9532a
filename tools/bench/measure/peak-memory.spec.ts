import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { SEES_PROCESSES } from '../../e2e/rig/processes'
import { Rig } from '../../e2e/rig/rig'
import { peakMemory } from './peak-memory'

const whereProcessesAreSeen = SEES_PROCESSES ? it : it.skip

describe('the memory of processes', () => {
  whereProcessesAreSeen(
    'is the most that one of a workspace held, by what it did, also when it has given it back',
    async () => {
      const rig = Rig.create({
        'run-worker-1.cjs': `let all = Buffer.alloc(200e6, 1); all = undefined; globalThis.gc(); setTimeout(() => {}, 1000)`,
        'other.cjs': `setTimeout(() => {}, 1000)`,
      })
      try {
        const start = (script: string, env: NodeJS.ProcessEnv) =>
          once(spawn(process.execPath, ['--expose-gc', rig.path(script)], { env, stdio: 'inherit' }), 'exit')
        const mine = { PATH: process.env.PATH, COUNT_FILE: rig.places.countFile }
        const peaks = await peakMemory(rig, () =>
          Promise.all([start('run-worker-1.cjs', mine), start('other.cjs', mine), start('run-worker-1.cjs', {})]),
        )
        expect([...peaks.keys()].sort()).toEqual(['a run', 'another process'])
        expect(peaks.get('a run')).toBeGreaterThan(200e6)
        expect(peaks.get('another process')).toBeLessThan(peaks.get('a run')!)
      } finally {
        await rig.dispose()
      }
    },
  )
})
