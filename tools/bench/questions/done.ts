import type { Rig } from '../../e2e/rig/rig'
import type { Contender } from '../contender'
import { expectAllCached } from '../measure/nx-output'
import { stopDaemon, timedNx } from '../measure/workspace-nx'
import type { Daemon } from '../options'
import { expectFiles, nxTargets } from '../workspaces/nx-targets'
import { copyStore, expectResults, forgetNx, trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** What does it cost to find out that everything is done? */
export const done: Question = {
  name: 'done',
  sizes: [100, 1000],
  async prepare(n, { workers, daemon: states }, { say, later }) {
    const args = ['run-many', '-t', 'experiment', `--parallel=${workers}`]
    const trained = trivialRuns(n)
    later(() => trained.dispose())
    say(`making ${n} runs`)
    await timedNx(trained, args)
    expectResults(trained, n)

    /** A workspace of its own for each contender, so that no daemon wonders about the calls of another one. */
    const settled = async (rig: Rig, daemon: Daemon): Promise<Rig> => {
      later(() => rig.dispose())
      if (daemon === 'on') later(() => stopDaemon(rig))
      // The first call does the work or finds it in the store, the second settles what the first left; both are not measured.
      for (let call = 0; call < 2; call++) await timedNx(rig, args, daemon)
      return rig
    }
    const ours = (daemon: Daemon): Promise<Rig> => settled(copyStore(trained, trivialRuns(n)), daemon)

    const contenders: Contender[] = []
    for (const daemon of states) {
      const [runs, commands] = [await ours(daemon), await settled(nxTargets(n, 'run-commands'), daemon)]
      const cached = (name: string, rig: Rig, check: (rig: Rig, n: number) => void): Contender => ({
        name: `${name}, daemon ${daemon}`,
        async measure() {
          const sample = await timedNx(rig, args, daemon)
          expectAllCached(sample.output, n)
          check(rig, n)
          return sample
        },
      })
      const byHand = cached('hand-written', commands, expectFiles)
      contenders.push({ ...cached('bocas', runs, expectResults), against: { name: byHand.name, goal: 1.3 } }, byHand)
    }
    if (states.includes('off')) {
      const reset = await ours('off')
      contenders.push({
        name: 'bocas after nx reset, daemon off',
        against: { name: 'hand-written, daemon off' },
        prepare: () => forgetNx(reset),
        async measure() {
          const sample = await timedNx(reset, args)
          if (!sample.output.includes(`${n} kept`)) throw new Error(`not all of ${n} runs were kept:\n${sample.output}`)
          expectResults(reset, n)
          return sample
        },
      })
    }
    return {
      title: `${n} runs, all done`,
      contenders,
      notes: [
        'hand-written: as many cached targets with nx:run-commands; after nx reset: the store answers every run',
        ...(states.includes('on') ? ['daemon on: CPU includes the daemon and its plugin processes'] : []),
      ],
    }
  },
}
