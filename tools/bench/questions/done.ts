import type { Contender } from '../contender'
import { expectAllCached } from '../measure/nx-output'
import { timedNx } from '../measure/workspace-nx'
import type { Daemon } from '../options'
import { toolsDone } from '../workspaces/debian-tools'
import { settledWorkspaces, type Done } from '../workspaces/settled'
import { forgetNx } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** What does it cost to find out that everything is done? */
export const done: Question = {
  name: 'done',
  asks: 'What does it cost to find out that everything is done?',
  sizes: [100, 1000],
  async prepare(n, options, bench) {
    const { daemon: states, workers } = options
    const { args, runs, targets } = await settledWorkspaces(n, options, bench)
    const cached = (name: string, { rig, expectAll }: Done, daemon: Daemon): Contender => ({
      name: `${name}, daemon ${daemon}`,
      async measure() {
        const sample = await timedNx(rig, args, daemon)
        expectAllCached(sample.output, n)
        expectAll()
        return sample
      },
    })
    const contenders: Contender[] = []
    for (const daemon of states) {
      const byHand = cached('hand-written', await targets(daemon), daemon)
      const ours = cached('bocas', await runs(daemon), daemon)
      contenders.push({ ...ours, against: { name: byHand.name, goal: 1.2 } }, byHand)
    }
    if (states.includes('off')) {
      const { rig, expectAll } = await runs('off')
      contenders.push({
        name: 'bocas after nx reset, daemon off',
        against: { name: 'hand-written, daemon off' },
        prepare: () => forgetNx(rig),
        async measure() {
          const sample = await timedNx(rig, args)
          if (!sample.output.includes(`${n} kept`)) throw new Error(`not all of ${n} runs were kept:\n${sample.output}`)
          expectAll()
          return sample
        },
      })
    }
    const tools = toolsDone(n, workers)
    bench.later(tools.dispose)
    return {
      title: `${n} runs, all done`,
      contenders: [...contenders, ...tools.contenders],
      notes: [
        'hand-written: as many cached targets with nx:run-commands; after nx reset: the store answers every run',
        ...(states.includes('on') ? ['daemon on: CPU includes the daemon and its plugin processes'] : []),
        ...tools.notes,
      ],
    }
  },
}
