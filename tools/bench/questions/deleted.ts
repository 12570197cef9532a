import type { Contender } from '../contender'
import { expectAllCached, expectAllKept } from '../measure/nx-output'
import { timedNx } from '../measure/workspace-nx'
import type { Daemon } from '../options'
import { removeAll } from '../workspaces/remove-all'
import { settledWorkspaces, type Done } from '../workspaces/settled'
import { forgetNx } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** How much longer our store may take than Nx's cache. */
const FROM_STORE = 2

/** What does it cost to bring back all outputs when somebody has deleted them? */
export const deleted: Question = {
  name: 'deleted',
  asks: 'What does it cost to bring back all outputs when somebody has deleted them?',
  sizes: [100, 1000],
  async prepare(n, options, bench) {
    const { args, runs, targets } = await settledWorkspaces(n, options, bench)
    const restored = (name: string, { rig, outputs, expectAll }: Done, daemon: Daemon): Contender => ({
      name: `${name}, daemon ${daemon}`,
      prepare: () => removeAll(rig.root, [outputs]),
      async measure() {
        const sample = await timedNx(rig, args, daemon)
        expectAllCached(sample.output, n)
        expectAll()
        return sample
      },
    })
    const contenders: Contender[] = []
    for (const daemon of options.daemon) {
      const byHand = restored('hand-written', await targets(daemon), daemon)
      const ours = restored('bocas', await runs(daemon), daemon)
      contenders.push({ ...ours, against: { name: byHand.name } }, byHand)
    }
    if (options.daemon.includes('off')) {
      const { rig, outputs, expectAll } = await runs('off')
      contenders.push({
        name: 'bocas, from its store alone, daemon off',
        against: { name: 'hand-written, daemon off', goal: FROM_STORE },
        prepare() {
          removeAll(rig.root, [outputs])
          forgetNx(rig)
        },
        async measure() {
          const sample = await timedNx(rig, args)
          expectAllKept(sample.output, n)
          expectAll()
          return sample
        },
      })
    }
    return {
      title: `${n} runs, all done, outputs deleted`,
      contenders,
      notes: [
        "bocas, hand-written: Nx's cache has the outputs; from its store alone: that cache is deleted as well",
        'GNU make and Snakemake execute everything again: for them this is the question "cold"',
        ...(options.daemon.includes('on') ? ['daemon on: CPU includes the daemon and its plugin processes'] : []),
      ],
    }
  },
}
