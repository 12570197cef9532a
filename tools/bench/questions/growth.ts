import type { Rig } from '../../e2e/rig/rig'
import type { Amount, Contender } from '../contender'
import { folderSize } from '../measure/folder-size'
import { timedNx } from '../measure/workspace-nx'
import { BARE_BATCH, nxTargets } from '../workspaces/nx-targets'
import { expectResults, trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** A tenth more for each of ten times as many runs is no growth; twice as much, as from a file that is rewritten after each run, is. */
const FLAT = 1.1

/** How much is written and kept for each run, and does that grow with their number? Asked of `n` runs and of a tenth of them. */
export const growth: Question = {
  name: 'growth',
  asks: 'How much is written and kept for each run, and does that grow with their number?',
  sizes: [1000],
  async prepare(n, { workers }, { say, later }) {
    const args = ['run-many', '-t', 'experiment', `--parallel=${workers}`]
    const few = Math.max(1, Math.round(n / 10))
    const contenders: Contender[] = []
    /** What a contender found out once is what it answers each time. */
    const amounts = (runs: number, found: Readonly<Record<string, Amount>>, isOurs: boolean): void => {
      for (const [what, amount] of Object.entries(found)) {
        const smaller = { name: `${what}, of ${few} runs`, ...(isOurs ? { goal: FLAT } : {}) }
        contenders.push({
          name: `${what}, of ${runs} runs`,
          rounds: 1,
          ...(runs === few ? {} : { against: smaller }),
          measure: async () => amount,
        })
      }
    }
    for (const runs of [few, n]) {
      say(`making ${runs} runs and as many targets`)
      const [ours, bare] = [trivialRuns(runs), nxTargets(runs, 'batch')]
      for (const rig of [ours, bare]) later(() => rig.dispose())
      amounts(runs, await grown(ours, runs, args), true)
      amounts(runs, await nxAlone(bare, runs, args), false)
    }
    return {
      title: `state per run, of ${n} runs and of ${few}`,
      contenders,
      notes: [
        'written: all that all processes wrote in one call, to files and to each other, divided by the runs; the call that makes them, and one that finds them done',
        'in .bocas, paper/artifacts: what bocas keeps after both calls; code that all runs share, and the plan, are divided among them',
        `${BARE_BATCH}: as many targets of an Nx batch executor without bocas; kept: Nx's cache and its own state`,
      ],
    }
  },
}

async function grown(rig: Rig, runs: number, args: readonly string[]): Promise<Record<string, Amount>> {
  const cold = await timedNx(rig, args)
  expectResults(rig, runs)
  const done = await timedNx(rig, args)
  const [own, view] = [folderSize(rig.path('.bocas')), folderSize(rig.path('paper/artifacts'))]
  return {
    ...perRun(runs, 'bytes', {
      'bocas: written to make a run': cold.written,
      'bocas: written to find a run done': done.written,
      'bocas: in .bocas': own.bytes,
      'bocas: in paper/artifacts': view.bytes,
    }),
    ...perRun(runs, 'files', { 'bocas: files in .bocas': own.files, 'bocas: files in paper/artifacts': view.files }),
  }
}

async function nxAlone(rig: Rig, runs: number, args: readonly string[]): Promise<Record<string, Amount>> {
  const cold = await timedNx(rig, args)
  const done = await timedNx(rig, args)
  const kept = [folderSize(rig.places.nxCache), folderSize(rig.path('.nx'))]
  const sum = (of: 'bytes' | 'files'): number => kept.reduce((total, size) => total + size[of], 0)
  return {
    ...perRun(runs, 'bytes', {
      [`${BARE_BATCH}: written to make a target`]: cold.written,
      [`${BARE_BATCH}: written to find a target done`]: done.written,
      [`${BARE_BATCH}: kept`]: sum('bytes'),
    }),
    ...perRun(runs, 'files', { [`${BARE_BATCH}: files kept`]: sum('files') }),
  }
}

/** What the system does not tell is left out. */
const perRun = (
  runs: number,
  unit: Amount['unit'],
  totals: Readonly<Record<string, number | null>>,
): Record<string, Amount> =>
  Object.fromEntries(
    Object.entries(totals).flatMap(([what, total]) => (total === null ? [] : [[what, { amount: total / runs, unit }]])),
  )
