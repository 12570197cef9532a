import { limited } from 'bocas/internal/store'
import { isProblemsError, ProblemsError, type Problem } from 'bocas/internal/light'
import { PassingFault, persist, type Patience } from '../persist'
import type { Arrivals } from '../remote'

/** Requests that are under way at the same time. */
export const AT_ONCE = 12
/** So many objects one after another for which a remote had no answer: it has none for the others. */
const MOST_SILENT = AT_ONCE

/**
 * Fetches objects that are asked for one by one.
 *
 * @param fetchOne puts an object in its place, or says why it cannot be had.
 * @throws ProblemsError when the remote as a whole does not answer.
 */
export async function eachOf(
  address: string,
  wanted: ReadonlyMap<string, number>,
  fetchOne: (digest: string, bytes: number) => Promise<Problem | undefined>,
  { arrived, failed }: Arrivals,
  patience?: Patience,
): Promise<void> {
  let silent = 0
  let given: PassingFault | undefined
  await limited(AT_ONCE, [...wanted], async ([digest, bytes]) => {
    if (given) return
    const problem = await outcome(() => persist(() => fetchOne(digest, bytes), patience))
    silent = problem instanceof PassingFault ? silent + 1 : 0
    if (problem instanceof PassingFault && silent >= MOST_SILENT) given ??= problem
    if (problem === undefined) arrived(digest)
    else failed(digest, problem instanceof PassingFault ? { message: problem.message } : problem)
  })
  if (given) throw gaveUp(address, given)
}

/** What is said when trying again was in vain. */
export const gaveUp = (address: string, { message }: PassingFault): ProblemsError =>
  new ProblemsError({
    code: 'remote-unusable',
    message: `${address} cannot be used: ${message}`,
    hint: 'it was tried several times; what was transferred is kept: call the same command again later',
  })

/** Does something again while it fails in passing. @throws ProblemsError when that was in vain. */
export async function stubborn<T>(address: string, act: () => Promise<T>, patience?: Patience): Promise<T> {
  try {
    return await persist(act, patience)
  } catch (error) {
    throw error instanceof PassingFault ? gaveUp(address, error) : error
  }
}

async function outcome(act: () => Promise<Problem | undefined>): Promise<Problem | PassingFault | undefined> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof PassingFault) return error
    if (isProblemsError(error)) return error.problems[0]
    throw error
  }
}
