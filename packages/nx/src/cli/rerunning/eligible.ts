import { limited, sha256, workspacePaths } from 'bocas/internal'
import type { WantedRun } from '../../host/launch/specification'
import { refusalOf } from '../../plan/refusal'
import { lookUpStored } from '../../states/look-up-stored'
import { problemsOf } from '../../plan/task-plan'
import { resultFolders } from './rerun'

/** Results that are checked at the same time. */
const AT_ONCE = 8

/** A kept run whose code is at hand. */
export interface Eligible extends WantedRun {
  readonly key: string
  /** Where its result is. */
  readonly folder: string
}

/** A run that cannot be executed again, and why. */
export interface NotEligible {
  readonly run: string
  readonly why: string
}

/** Which of some planned runs are kept and can be executed again as they were. */
export async function eligible(
  root: string,
  wanted: readonly WantedRun[],
): Promise<{ readonly can: readonly Eligible[]; readonly cannot: readonly NotEligible[] }> {
  const paths = workspacePaths(root)
  const refusals = new Map(
    [...new Set(wanted.map(({ plan }) => plan))].map((plan) => [
      plan,
      problemsOf(plan)[0] ?? refusalOf(root, plan)?.message,
    ]),
  )
  const answers = await limited(AT_ONCE, wanted, async ({ plan, run }): Promise<Eligible | NotEligible> => {
    const why = (text: string): NotEligible => ({ run: `${plan.task}/${run.name}`, why: text })
    const refusal = refusals.get(plan)
    if (refusal !== undefined) return why(refusal)
    const places = resultFolders(root, { plan, run })
    const { from, damaged } = await lookUpStored(paths, run.key, places.view)
    if (from === null) return why(damaged === undefined ? NOT_KEPT : `its result is damaged: ${damaged}`)
    const lacks = Object.values(run.taken ?? {}).find(({ found }) => found === null)
    if (lacks) return why(`the result of ${lacks.task}/${lacks.name}, which it takes, is not kept`)
    return { plan, run, key: run.key, folder: places[from] }
  })
  return {
    can: answers.filter((answer): answer is Eligible => 'plan' in answer),
    cannot: answers.filter((answer): answer is NotEligible => 'why' in answer),
  }
}

const NOT_KEPT = 'no result is kept of its code and config as they are now'

/**
 * Chooses some of the runs: a seed gives the same ones on every machine, for as long as their keys are the same.
 *
 * @param count how many; all when there are fewer.
 */
export function choose<T extends { readonly key: string }>(runs: readonly T[], count: number, seed: number): T[] {
  const place = new Map(runs.map((run) => [run, sha256(`${seed} ${run.key}`)]))
  return [...runs].sort((a, b) => (place.get(a)! < place.get(b)! ? -1 : 1)).slice(0, count)
}
