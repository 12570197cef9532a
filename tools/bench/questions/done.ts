import type { Rig } from '../../e2e/rig/rig'
import type { Contender } from '../contender'
import { expectAllCached, expectAllKept } from '../measure/nx-output'
import { timedNx } from '../measure/workspace-nx'
import type { Daemon, Options } from '../options'
import { toolsDone } from '../workspaces/debian-tools'
import { BARE_BATCH, expectFiles, nxTargets } from '../workspaces/nx-targets'
import { settledWorkspaces, type Done } from '../workspaces/settled'
import { forgetNx } from '../workspaces/trivial-runs'
import type { Bench, Question } from './question'

/** What a cached run may cost beside a cached target. */
const CACHED = 1.2
/** The same when Nx has forgotten everything, and our store answers. */
const AFTER_RESET = 1.5

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
      contenders.push({ ...ours, against: { name: byHand.name, goal: CACHED } }, byHand)
    }
    if (states.includes('off')) {
      const { rig, expectAll } = await runs('off')
      contenders.push({
        name: 'bocas after nx reset, daemon off',
        against: [{ name: 'hand-written, daemon off', goal: AFTER_RESET }, { name: `${BARE_BATCH} after nx reset` }],
        prepare: () => forgetNx(rig),
        async measure() {
          const sample = await timedNx(rig, args)
          expectAllKept(sample.output, n)
          expectAll()
          return sample
        },
      })
      contenders.push(forgotten(n, options, bench))
    }
    const tools = toolsDone(n, workers)
    bench.later(tools.dispose)
    return {
      title: `${n} runs, all done`,
      contenders: [...contenders, ...tools.contenders],
      notes: [
        'hand-written: as many cached targets with nx:run-commands; after nx reset: the store answers every run',
        `${BARE_BATCH}: one process writes the file of every target; the rest is what Nx does when it has forgotten everything. It is one batch for any number of targets, where thousands of runs of bocas come in several`,
        ...(states.includes('on') ? ['daemon on: CPU includes the daemon and its plugin processes'] : []),
        ...tools.notes,
      ],
    }
  },
}

/** What Nx itself takes when it has forgotten everything, and is told at once that all is there. */
function forgotten(n: number, { workers }: Options, { later }: Bench): Contender {
  const args = ['run-many', '-t', 'experiment', `--parallel=${workers}`]
  // Made when it is measured: a call may have chosen others.
  let made: Promise<Rig> | undefined
  const make = async (): Promise<Rig> => {
    const rig = nxTargets(n, 'batch')
    later(() => rig.dispose())
    await timedNx(rig, args)
    return rig
  }
  return {
    name: `${BARE_BATCH} after nx reset`,
    against: { name: 'hand-written, daemon off' },
    async prepare() {
      forgetNx(await (made ??= make()))
    },
    async measure() {
      const rig = await made!
      const sample = await timedNx(rig, args)
      expectFiles(rig, n)
      return sample
    },
  }
}
