import type { Rig } from '../../e2e/rig/rig'
import type { Contender } from '../contender'
import { timedNx } from '../measure/workspace-nx'
import { debianTools } from '../workspaces/debian-tools'
import { expectFiles, nxTargets } from '../workspaces/nx-targets'
import { removeAll } from '../workspaces/remove-all'
import { expectResults, forgetNx, forgetRuns, trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

const FLOOR = 'Nx batch floor'

/** What does a run cost that costs nothing itself, when none is done yet? */
export const cold: Question = {
  name: 'cold',
  sizes: [1000],
  async prepare(n, { workers }, { later }) {
    const args = ['run-many', '-t', 'experiment', `--parallel=${workers}`]
    const [ours, batch, commands] = [trivialRuns(n), nxTargets(n, 'batch'), nxTargets(n, 'run-commands')]
    for (const rig of [ours, batch, commands]) later(() => rig.dispose())
    const tools = debianTools(n, workers)
    later(tools.dispose)
    const bare = (name: string, rig: Rig): Contender => ({
      name,
      prepare() {
        forgetNx(rig)
        removeAll(rig.root, ['out'])
      },
      async measure() {
        const sample = await timedNx(rig, args)
        expectFiles(rig, n)
        return sample
      },
    })
    const against = { name: FLOOR }
    return {
      title: `${n} trivial runs, none done, ${workers} at a time`,
      contenders: [
        {
          name: 'bocas',
          against,
          prepare: () => forgetRuns(ours),
          async measure() {
            const sample = await timedNx(ours, args)
            expectResults(ours, n)
            return sample
          },
        },
        bare(FLOOR, batch),
        { ...bare('nx:run-commands: echo', commands), against },
        ...tools.contenders.map((contender) => ({ ...contender, against })),
      ],
      notes: [
        'bocas: a process for each run; floor: the process of the batch writes all files; nx without its daemon; all caches removed each time',
        'echo: a shell for each job; node: a Node process for each job, as each of our runs is',
        ...tools.notes,
      ],
    }
  },
}
