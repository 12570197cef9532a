import type { Contender } from '../contender'
import { peakMemory, type Peaks } from '../measure/peak-memory'
import { timedNx } from '../measure/workspace-nx'
import { BARE_BATCH, nxTargets } from '../workspaces/nx-targets'
import { removeAll } from '../workspaces/remove-all'
import { forgetNx, forgetRuns, trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** How much memory does the largest process take while trivial runs are made? */
export const memory: Question = {
  name: 'memory',
  asks: 'How much memory does the largest process take while trivial runs are made?',
  sizes: [100, 1000],
  async prepare(n, { workers }, { say, later }) {
    const args = ['run-many', '-t', 'experiment', `--parallel=${workers}`]
    const [ours, bare] = [trivialRuns(n), nxTargets(n, 'batch')]
    for (const rig of [ours, bare]) later(() => rig.dispose())
    say(`making ${n} runs`)
    // Which processes there are, is seen by looking.
    let last = await peakMemory(ours, () => timedNx(ours, args))
    const roles = ['nx', 'the batch', 'a run', 'a plugin process'].filter((role) => last.has(role))
    const largest = (peaks: Peaks): number => Math.max(...peaks.values())
    const contender = (name: string, measure: () => Promise<number>): Contender => ({
      name,
      measure: async () => ({ amount: await measure(), unit: 'bytes' }),
    })
    return {
      title: `memory while ${n} trivial runs are made, ${workers} at a time`,
      contenders:
        process.platform !== 'linux'
          ? []
          : [
              {
                ...contender('bocas, largest process', async () => {
                  last = await peakMemory(ours, () => timedNx(ours, args))
                  return largest(last)
                }),
                against: { name: `${BARE_BATCH}, largest process` },
                prepare: () => forgetRuns(ours),
              },
              ...roles.map((role) => contender(`bocas: ${role}`, async () => last.get(role) ?? unseen(role))),
              {
                ...contender(`${BARE_BATCH}, largest process`, async () =>
                  largest(await peakMemory(bare, () => timedNx(bare, args))),
                ),
                prepare() {
                  forgetNx(bare)
                  removeAll(bare.root, ['out'])
                },
              },
            ],
      notes: [
        process.platform === 'linux'
          ? 'the most that one process held at any time (VmHWM); nx without its daemon; the batch: the host, the process that handles all runs'
          : 'this system does not show what its processes hold: skipped',
      ],
    }
  },
}

function unseen(role: string): never {
  throw new Error(`no process of this kind was seen: ${role}`)
}
