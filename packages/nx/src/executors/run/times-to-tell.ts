import type { Finished } from '../../host/outcome/outcome'

/** When a task of Nx began and ended, in milliseconds since 1970; nothing where Nx is not told. */
export interface Times {
  readonly startTime?: number
  readonly endTime?: number
}

/** Tasks in a batch up to which all that were executed have their times. */
const MOST_TIMED = 1_000

/**
 * Which times Nx is told. For its report on a call it compares each task of a batch that has times with every other task of the batch (nx 24.0.6): of ten
 * thousand runs that takes longer than to answer them all. So a run that was kept has no times, and in a very large batch none has, except the first that is
 * answered: it says since when the call has lasted.
 *
 * @param size how many tasks the batch has.
 */
export function timesToTell(size: number): (answered: readonly Finished[]) => Times {
  let isFirst = true
  return (answered) => {
    const isTimed = isFirst || (size <= MOST_TIMED && answered.some(({ outcome }) => outcome.kind !== 'kept'))
    isFirst = false
    if (!isTimed) return {}
    const seconds = answered.reduce((sum, { outcome }) => sum + (outcome.kind === 'trained' ? outcome.seconds : 0), 0)
    const endTime = Date.now()
    return { startTime: endTime - Math.round(seconds * 1000), endTime }
  }
}
