import { timedNx } from '../measure/workspace-nx'
import { debianTools } from '../workspaces/debian-tools'
import { expectFiles, nxTargets } from '../workspaces/nx-targets'
import { expectResults, forgetNx, forgetRuns, trivialRuns } from '../workspaces/trivial-runs'
import { removeAll } from '../workspaces/remove-all'
import type { Question } from './question'

const FLOOR = 'Nx batch floor: one process writes all files'

/** What does a run cost that costs nothing itself, when none is done yet? */
export const cold: Question = {
  name: 'cold',
  sizes: [1000],
  async prepare(n, { workers }) {
    const args = ['run-many', '-t', 'experiment', `--parallel=${workers}`]
    const ours = trivialRuns(n)
    const batch = nxTargets(n, 'batch')
    const commands = nxTargets(n, 'run-commands')
    const tools = debianTools(n, workers)
    const bare = (name: string, rig: typeof batch) => ({
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
    return {
      title: `${n} trivial runs, none done, ${workers} at a time`,
      contenders: [
        {
          name: 'bocas: a process of its own for each run',
          against: { name: FLOOR },
          prepare: () => forgetRuns(ours),
          async measure() {
            const sample = await timedNx(ours, args)
            expectResults(ours, n)
            return sample
          },
        },
        bare(FLOOR, batch),
        bare('Nx, nx:run-commands, echo', commands),
        ...tools.contenders,
      ].map((contender, index) => (index === 0 ? contender : { ...contender, against: { name: FLOOR } })),
      notes: [
        'nx without its daemon, all caches removed before each sample; echo: a shell for each job; node: a Node process for each job',
        ...tools.notes,
      ],
      async dispose() {
        tools.dispose()
        for (const rig of [ours, batch, commands]) await rig.dispose()
      },
    }
  },
}
