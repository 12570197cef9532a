import type { Rig } from '../../e2e/rig/rig'
import { stopDaemon, timedNx } from '../measure/workspace-nx'
import type { Daemon, Options } from '../options'
import type { Bench } from '../questions/question'
import { expectFiles, nxTargets } from './nx-targets'
import { filledStore } from './filled-store'
import { copyStore, expectResults, trivialRuns } from './trivial-runs'

/** Workspaces in which everything is done, each new one of its own, so that no daemon wonders about the calls of another contender. */
export interface Settled {
  /** What makes everything. */
  readonly args: readonly string[]
  /** `n` trivial runs. */
  runs(daemon: Daemon): Promise<Done>
  /** `n` hand-written cached targets. */
  targets(daemon: Daemon): Promise<Done>
}

export interface Done {
  readonly rig: Rig
  /** Where the outputs of the targets lie. */
  readonly outputs: string
  /** Throws unless all outputs are there. */
  expectAll(): void
}

/** Writes a store of `n` results once; every workspace then gets them from it. */
export async function settledWorkspaces(n: number, { workers }: Options, { say, later }: Bench): Promise<Settled> {
  const args = ['run-many', '-t', 'experiment', `--parallel=${workers}`]
  say(`writing a store of ${n} results`)
  const filled = await filledStore(n, later)
  const settle = async (
    rig: Rig,
    daemon: Daemon,
    outputs: string,
    expect: (rig: Rig, n: number) => void,
  ): Promise<Done> => {
    later(() => rig.dispose())
    if (daemon === 'on') later(() => stopDaemon(rig))
    // The first call does the work or finds it in the store, the second settles what the first left; both are not measured.
    for (let call = 0; call < 2; call++) await timedNx(rig, args, daemon)
    return { rig, outputs, expectAll: () => expect(rig, n) }
  }
  return {
    args,
    runs: (daemon) => settle(copyStore(filled, trivialRuns(n)), daemon, 'paper/artifacts', expectResults),
    targets: (daemon) => settle(nxTargets(n, 'run-commands'), daemon, 'out', expectFiles),
  }
}
