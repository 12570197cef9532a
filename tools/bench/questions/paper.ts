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
  sizes: [],
  async prepare(_n, { daemon: states, workers }, { say, later }) {
    const [copy, bare] = [repositoryCopy(), nxTargets(1, 'run-commands')]
    for (const rig of [copy, bare]) {
      later(() => rig.dispose())
      if (states.includes('on')) later(() => stopDaemon(rig))
    }
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
    say('building the paper in a copy of the repository; what its store does not hold is trained')
    await timedNx(copy, ['run', 'paper:build', `--parallel=${workers}`])
    const groups = states.map((daemon) => {
      const empty = nothingDone('empty target', copy, `${EMPTY}:nothing`, daemon)
      return [
        { ...nothingDone('paper:build', copy, 'paper:build', daemon), against: { name: empty.name, goal: 2 } },
        empty,
        nothingDone('empty target elsewhere', bare, 'run-0:experiment', daemon),
      ] as const
    })
    // What is measured later must have been done once; the calls with the daemon start it.
    for (const daemon of ['off', ...states] as const) {
      await timedNx(copy, ['run', `${EMPTY}:nothing`], daemon)
      await timedNx(copy, ['run', 'paper:build'], daemon)
      await timedNx(bare, ['run', 'run-0:experiment'], daemon)
    }
    return {
      title: 'the paper of this repository, nothing changed',
      contenders: groups.flat(),
      notes: [
        'empty target: cached, does nothing, in the same workspace; elsewhere: in a workspace of one project without bocas',
        ...(states.includes('on') ? ['daemon on: CPU includes the daemon and its plugin processes'] : []),
      ],
    }
  },
}
