import type { WantedRun } from '../../host/host'
import type { Finished } from '../../host/outcome/outcome'

/** A task of Nx all of whose runs have ended. */
interface EndedTask {
  readonly id: string
  readonly finished: readonly Finished[]
}

/** Told of each run that has ended, says which task of Nx has no other left; a task whose runs were not known when the graph was made has many. */
export function endedTasks(
  wanted: readonly (WantedRun & { readonly id: string })[],
): (finished: Finished) => EndedTask | undefined {
  const ids = new Map(wanted.map(({ id, plan, run }) => [`${plan.task}/${run.name}`, id]))
  const open = new Map<string, number>()
  for (const { id } of wanted) open.set(id, (open.get(id) ?? 0) + 1)
  const ended = new Map<string, Finished[]>()
  return (finished) => {
    const id = ids.get(`${finished.task}/${finished.run.name}`)!
    const ofTask = ended.get(id) ?? []
    ofTask.push(finished)
    ended.set(id, ofTask)
    return ofTask.length === open.get(id) ? { id, finished: ofTask } : undefined
  }
}
