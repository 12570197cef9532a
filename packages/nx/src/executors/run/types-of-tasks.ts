import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  formatProblem,
  formatProblems,
  layoutOf,
  messageOf,
  namesIn,
  plural,
  type Problem,
  readPluginOptions,
  type Typecheck,
  workspacePaths,
} from 'bocas/internal/store'
import { checkTypes, type CheckedTypes } from '../types/check-types'
import type { RequestedRuns } from './look-up'

/** As many mistakes of a task are shown while its runs are at work; of more, their number is. */
const MOST_SHOWN = 5

type Wanted = RequestedRuns['wanted']

/** What the option `typecheck` of the plugin says. */
export const typecheckOf = (root: string): Typecheck => layoutOf(readPluginOptions(root)).typecheck

/** Whether the store has an entry of a run. One look for thousands of them. */
function storedIn(root: string): (run: Wanted[number]['run']) => boolean {
  const { store } = workspacePaths(root)
  const entries = new Set(namesIn(store))
  return ({ key }) => entries.has(key)
}

/** Tasks with runs of which no result is stored: what costs time if it is wrong. */
export function tasksToExecute(root: string, wanted: Wanted): string[] {
  const isStored = storedIn(root)
  return [...new Set(wanted.filter(({ run }) => !isStored(run)).map(({ plan }) => plan.task))]
}

/**
 * Checks the types of tasks, one after the other, while their runs are at work, and prints what is wrong with them. It never fails, since no warning is
 * worth a run. A workspace without a tsconfig.json has not asked for types.
 */
export async function tellWrongTypes(
  root: string,
  tasks: readonly string[],
  print: (warning: string) => void,
  signal: AbortSignal,
): Promise<void> {
  if (!['tsconfig.json', 'tsconfig.bocas.json'].some((file) => existsSync(join(root, file)))) return
  for (const task of tasks) {
    try {
      const { problems, isLooked } = await checkTypes(root, task, { signal, isInBackground: true })
      // Nobody has to install a compiler for a warning.
      if (isLooked) for (const warning of typeWarnings(task, problems)) print(warning)
    } catch (error) {
      if (signal.aborted) return
      print(`⚠ ${task}: its types could not be checked: ${messageOf(error)}`)
    }
  }
}

export function typeWarnings(task: string, problems: readonly Problem[]): string[] {
  const more = problems.length - MOST_SHOWN
  return [
    ...problems.slice(0, MOST_SHOWN).map((problem) => formatProblem(problem).replace(/^✖ /, `⚠ ${task}: `)),
    ...(more > 0 ? [`⚠ ${task}: ${plural(more, 'more mistake')} of types: nx run ${task}:check lists all`] : []),
  ]
}

/** A call that is to end does so where its runs are: none of them is started. */
const whenAsked =
  (signal: AbortSignal) =>
  (error: unknown): Pick<CheckedTypes, 'problems'> => {
    if (!signal.aborted) throw error
    return { problems: [] }
  }

/** With `typecheck: 'error'`: the runs of a task whose types are wrong are not started. What is stored is given out all the same. */
export async function refuseWrongTypes(
  root: string,
  { wanted, refused }: RequestedRuns,
  signal: AbortSignal,
): Promise<RequestedRuns> {
  const messages = new Map<string, string>()
  for (const task of tasksToExecute(root, wanted)) {
    const { problems } = await checkTypes(root, task, { signal }).catch(whenAsked(signal))
    if (problems.length > 0) messages.set(task, formatProblems(`the types of ${task}`, problems))
  }
  const isStored = storedIn(root)
  const isRefused = ({ plan, run }: Wanted[number]): boolean => messages.has(plan.task) && !isStored(run)
  return {
    wanted: wanted.filter((one) => !isRefused(one)),
    refused: [
      ...refused,
      ...wanted.filter(isRefused).map(({ id, plan: { task }, run }) => ({
        id,
        finished: { task, run, outcome: { kind: 'not started' as const, message: messages.get(task)! } },
      })),
    ],
  }
}
