import type { Rig } from '../../e2e/rig/rig'
import type { Contender } from '../contender'
import { timedNx } from '../measure/workspace-nx'
import { toolsCold } from '../workspaces/debian-tools'
import { BARE_BATCH, expectFiles, nxTargets, type TargetKind } from '../workspaces/nx-targets'
import { removeAll } from '../workspaces/remove-all'
import { expectResults, forgetNx, forgetRuns, trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** What three times as fast is. */
const THIRD = 1 / 3

/** How much longer than make that starts Node for each job. */
const BESIDE_MAKE = 1.15

/** Where a job starts a process of the tool's language or of Node, the tool does what we do; a shell's echo is less. */
function goalAgainst(name: string): { name: string; goal?: number } | undefined {
  if (name.startsWith('GNU make')) return name.endsWith('node') ? { name, goal: BESIDE_MAKE } : undefined
  return name.endsWith('echo') ? { name } : { name, goal: THIRD }
}

/** What does a run cost that costs nothing itself, when none is done yet? */
export const cold: Question = {
  name: 'cold',
  asks: 'What does a run cost that costs nothing itself, when none is done yet?',
  sizes: [100, 1000],
  async prepare(n, { workers }, { later }) {
    const args = ['run-many', '-t', 'experiment', `--parallel=${workers}`]
    const ours = trivialRuns(n)
    later(() => ours.dispose())
    const tools = toolsCold(n, workers)
    later(tools.dispose)
    const bare = (name: string, kind: TargetKind): Contender => {
      const rig: Rig = nxTargets(n, kind)
      later(() => rig.dispose())
      return {
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
      }
    }
    const goals = tools.contenders.flatMap(({ name }) => goalAgainst(name) ?? [])
    return {
      title: `${n} trivial runs, none done, ${workers} at a time`,
      contenders: [
        {
          name: 'bocas',
          against: [{ name: BARE_BATCH }, { name: 'Nx run-commands: node' }, ...goals],
          prepare: () => forgetRuns(ours),
          async measure() {
            const sample = await timedNx(ours, args)
            expectResults(ours, n)
            return sample
          },
        },
        bare(BARE_BATCH, 'batch'),
        bare('Nx run-commands: echo', 'run-commands'),
        bare('Nx run-commands: node', 'node'),
        ...tools.contenders,
      ],
      notes: [
        'bocas: a function in TypeScript, in a process of its own for each run, its result checked, sealed and kept',
        `${BARE_BATCH}: one process writes all files; nx without its daemon; all caches removed each time`,
        'echo: a shell for each job; node: a Node process for each job; script, run: a Python function, in a file of its own or in the Snakefile',
        ...tools.notes,
      ],
    }
  },
}
