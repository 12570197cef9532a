import type { JobState } from '@bocas/nx'
import { waitingWords } from './reasons'
import type { Accounted } from './sacct'
import type { Listed } from './squeue'

type How = Extract<JobState, { kind: 'ended' }>['how']

const WAITING = ['PENDING', 'REQUEUED', 'REQUEUE_HOLD', 'REQUEUE_FED', 'SPECIAL_EXIT', 'RESV_DEL_HOLD']

/** How Slurm's words for an end are understood (man squeue, JOB STATE CODES). What is in neither list is at work in some way. */
const ENDS: Readonly<Record<string, How>> = {
  COMPLETED: 'done',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  REVOKED: 'cancelled',
  TIMEOUT: 'out of time',
  DEADLINE: 'out of time',
  OUT_OF_MEMORY: 'out of memory',
  NODE_FAIL: 'node lost',
  BOOT_FAIL: 'node lost',
  // It lost its place to another job and may have it again, as if its node had gone.
  PREEMPTED: 'node lost',
}

/** The signal by which the accounts say that the output of a job could not be opened on its node. */
const NO_OUTPUT = 53

/** How a job stands, of what one listing says of it. */
export function stateOf(job: Listed | Accounted): JobState {
  const { state, reason, node } = job
  if (WAITING.includes(state)) return { kind: 'waiting', reason: waitingWords(reason) }
  const how = ENDS[state]
  if (how === undefined) return { kind: 'running', ...(node !== '' && { node }) }
  const accounted = 'code' in job ? job : undefined
  const blind = accounted?.signal === NO_OUTPUT || reason.startsWith('RaisedSignal:53')
  const where = node === '' ? '' : ` on ${node}`
  return {
    kind: 'ended',
    how,
    ...(accounted && how === 'failed' && { code: accounted.code }),
    words: blind
      ? `${job.called}: its output could not be opened${where}: does this node see the workspace?`
      : `${job.called}: ${state}${where}${reason === '' || reason === 'None' ? '' : ` (${reason})`}`,
  }
}
