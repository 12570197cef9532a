import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { formatProblem, plural, withCodes, workspacePaths } from 'bocas/internal/light'
import { byWhatIsKnown } from '../../plan/sweep/awaited-words'
import { problemsOf, type KeyedRun } from '../../plan/task-plan'
import { papersWith } from '../../shared/papers'
import type { LockedResult, ResultsLock } from '../../sharing/lock-file'
import { planTasks } from '../workspace'

/** What of a lock the paper needs, as far as that is known now: there may be runs that follow from results which are not here yet. */
export interface Needed {
  readonly wanted: readonly LockedResult[]
  readonly more: boolean
}

/** The runs behind all figures that `nx run paper:build` draws, and those whose results go into them. */
export async function neededByPaper(
  root: string,
  paper: string,
  { results }: ResultsLock,
  { complain }: { readonly complain: (text: string) => void },
): Promise<Needed> {
  const plans = await planTasks(root)
  for (const { task } of plans.filter((plan) => problemsOf(plan).length > 0))
    complain(
      withCodes(
        formatProblem({
          message: `the sweep of ${task} does not load: what the paper needs of it is not known`,
          hint: `bocas plan ${task}`,
        }),
        ['broken-sweep'],
      ),
    )
  const { known, awaiting } = byWhatIsKnown(plans)
  const paths = workspacePaths(root, paper)
  const drawsAll = existsSync(join(root, paths.figuresCode('paper')))
  const isShown = (task: string): boolean => papersWith(paths, task).some(({ name }) => name === paper)
  const drawn = known
    .filter(({ task, figures }) => isShown(task) && (drawsAll || figures !== null))
    .flatMap(({ runs }) => runs)
  // A task whose runs follow from the results of others needs those first.
  const first = new Set(awaiting.flatMap(({ awaits }) => awaits.map(({ task }) => task)))
  const before = known.filter(({ task }) => first.has(task)).flatMap(({ runs }) => runs)
  const needed = keysBehind([...drawn, ...before])
  const wanted = results.filter(({ key }) => needed.has(key))
  const isLater = awaiting.length > 0 || [...drawn, ...before].some(({ takes }) => takes !== undefined)
  const missing = needed.size - new Set(wanted.map(({ key }) => key)).size
  if (missing > 0 && !isLater)
    complain(
      `⚠ ${plural(missing, 'run')} that the paper needs ${missing === 1 ? 'is' : 'are'} not in the lock: nx would execute ${missing === 1 ? 'it' : 'them'}`,
    )
  return { wanted, more: isLater }
}

function keysBehind(runs: readonly KeyedRun[]): Set<string> {
  const keys = new Set<string>()
  const add = ({ key, takes }: KeyedRun): void => {
    if (keys.has(key)) return
    keys.add(key)
    for (const { run } of Object.values(takes ?? {})) add(run)
  }
  runs.forEach(add)
  return keys
}
