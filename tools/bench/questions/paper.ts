import type { Rig } from '../../e2e/rig/rig'
import type { Contender } from '../contender'
import { cachedTasks } from '../measure/nx-output'
import { stopDaemon, timedNx } from '../measure/workspace-nx'
import type { Daemon } from '../options'
import { nxTargets } from '../workspaces/nx-targets'
import { EMPTY, repositoryCopy } from '../workspaces/repository-copy'
import type { Question } from './question'

/** What does `nx run paper:build` cost when nothing has changed? Asked in a copy of this repository. */
export const paper: Question = {
  name: 'paper',
  asks: 'What does `nx run paper:build` cost when nothing has changed?',
  sizes: [],
  async prepare(_n, { daemon: states, workers }, { say, later }) {
    const nothingDone = (name: string, rig: Rig, target: string, daemon: Daemon): Contender => ({
      name: `${name}, daemon ${daemon}`,
      async measure() {
        const sample = await timedNx(rig, ['run', target], daemon)
        const { cached, of } = cachedTasks(sample.output)
        if (of === 0 || cached !== of)
          throw new Error(`nx's cache has answered ${cached} of ${of} tasks:\n${sample.output}`)
        return sample
      },
    })
    const contenders: Contender[] = []
    let trained: Rig | undefined
    for (const daemon of states) {
      // Workspaces of its own for each state, so that no daemon wonders about calls without it.
      const [copy, bare] = [repositoryCopy(trained), nxTargets(1, 'run-commands')]
      for (const rig of [copy, bare]) {
        later(() => rig.dispose())
        if (daemon === 'on') later(() => stopDaemon(rig))
      }
      say('building the paper in a copy of the repository; what its store does not hold is trained')
      await timedNx(copy, ['run', 'paper:build', `--parallel=${workers}`], daemon)
      trained ??= copy
      const empty = nothingDone('empty target', copy, `${EMPTY}:nothing`, daemon)
      contenders.push(
        { ...nothingDone('paper:build', copy, 'paper:build', daemon), against: { name: empty.name, goal: 2 } },
        empty,
        nothingDone('empty target elsewhere', bare, 'run-0:experiment', daemon),
      )
      // Not measured: does the empty targets once, and settles what the build has left.
      await timedNx(bare, ['run', 'run-0:experiment'], daemon)
      for (const target of [`${EMPTY}:nothing`, 'paper:build']) await timedNx(copy, ['run', target], daemon)
    }
    return {
      title: 'the paper of this repository, nothing changed',
      contenders,
      notes: [
        'empty target: cached, does nothing, in the same workspace; elsewhere: in a workspace of one project without bocas',
        ...(states.includes('on') ? ['daemon on: CPU includes the daemon and its plugin processes'] : []),
      ],
    }
  },
}
