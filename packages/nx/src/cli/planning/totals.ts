import { medianOf, secondsUntilDone } from '../../states/forecast'
import { isUpcoming, STATES, type RunState, type State, type TaskStates } from '../../history/run-state'

/** What is expected of the next call of nx. */
export interface Totals {
  /** Runs by state. */
  readonly counts: Readonly<Record<State, number>>
  /** How many runs will be executed. */
  readonly train: number
  /** Expected seconds; null when nothing is to do, or for no run there is anything to go by. */
  readonly seconds: number | null
  /** How many of the runs have no earlier run to go by: they are taken to be as long as the others. */
  readonly guessed: number
  /** On how many earlier executions the times rest. */
  readonly durations: number
  /** Expected bytes of new results; null when there is nothing to go by. */
  readonly bytes: number | null
}

/** @param parallel how many runs are executed at the same time. */
export function totalsOf(tasks: readonly TaskStates[], parallel: number): Totals {
  const runs = tasks.flatMap((task) => task.runs)
  const upcoming = tasks.flatMap(({ runs, concurrency }) =>
    runs.filter(isUpcoming).map((run) => ({ ...run, concurrency })),
  )
  const typical = medianOf(upcoming.flatMap(({ seconds }) => seconds ?? []))
  const bytes = tasks.flatMap(({ runs, bytesPerRun }) =>
    bytesPerRun === null || !runs.some(isUpcoming) ? [] : [bytesPerRun * runs.filter(isUpcoming).length],
  )
  return {
    counts: countStates(runs),
    train: upcoming.length,
    seconds:
      typical === undefined
        ? null
        : secondsUntilDone(
            upcoming.map(({ task, seconds, concurrency }) => ({ task, concurrency, seconds: seconds ?? typical })),
            parallel,
          ),
    guessed: upcoming.filter(({ seconds }) => seconds === null).length,
    durations: tasks.reduce((sum, { durations }) => sum + durations, 0),
    bytes: bytes.length > 0 ? Math.round(bytes.reduce((sum, size) => sum + size, 0)) : null,
  }
}

export function countStates(runs: readonly RunState[]): Record<State, number> {
  const counts = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<State, number>
  for (const { state } of runs) counts[state]++
  return counts
}
