import type { Contender } from '../contender'
import { expectAllCached } from '../measure/nx-output'
import { stopDaemon, timedNx } from '../measure/workspace-nx'
import { expectFiles, nxTargets } from '../workspaces/nx-targets'
import { expectResults, forgetNx, trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** What does it cost to find out that everything is done? */
export const done: Question = {
  name: 'done',
  sizes: [100, 1000],
  async prepare(n, { workers, daemon: states }, say) {
    const args = ['run-many', '-t', 'experiment', `--parallel=${workers}`]
    const ours = trivialRuns(n)
    const commands = nxTargets(n, 'run-commands')
    say(`making ${n} runs and ${n} files`)
    await timedNx(ours, args)
    expectResults(ours, n)
    await timedNx(commands, args)
    expectFiles(commands, n)
    const contenders: Contender[] = []
    for (const daemon of states) {
      const byHand = `hand-written cached Nx targets, daemon ${daemon}`
      // A call that is not counted: it starts the daemon, and what earlier calls may leave for later is made.
      for (const rig of [ours, commands]) await timedNx(rig, args, daemon)
      contenders.push(
        {
          name: `bocas, daemon ${daemon}`,
          against: { name: byHand, goal: 1.3 },
          async measure() {
            const sample = await timedNx(ours, args, daemon)
            expectAllCached(sample.output, n)
            expectResults(ours, n)
            return sample
          },
        },
        {
          name: byHand,
          async measure() {
            const sample = await timedNx(commands, args, daemon)
            expectAllCached(sample.output, n)
            expectFiles(commands, n)
            return sample
          },
        },
      )
    }
    if (states.includes('off')) {
      contenders.push({
        name: 'bocas after nx reset: the store answers',
        against: { name: contenders[1]!.name },
        prepare: () => forgetNx(ours),
        async measure() {
          const sample = await timedNx(ours, args)
          if (!sample.output.includes(`${n} kept`)) throw new Error(`not all of ${n} runs were kept:\n${sample.output}`)
          expectResults(ours, n)
          return sample
        },
      })
    }
    return {
      title: `${n} runs, all done`,
      contenders,
      notes: states.includes('on') ? ['with the daemon on, CPU includes the daemon and its plugin processes'] : [],
      async dispose() {
        for (const rig of [ours, commands]) {
          if (states.includes('on')) await stopDaemon(rig)
          await rig.dispose()
        }
      },
    }
  },
}
