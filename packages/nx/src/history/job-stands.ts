/** How the job of a run stands by what is on record of it, without asking its engine. */
export type JobStands =
  'submitted' | 'not known to be submitted' | 'of another release' | 'cancelling' | 'done' | 'failed' | 'interrupted'

/** What is on record of a job. */
export interface JobRecord {
  /** The engine's name for it; undefined while its submission is under way, or was cut short. */
  readonly id?: string | undefined
  /** What its executions say of its end. */
  readonly end?: 'trained' | 'failed' | 'interrupted' | undefined
  /** Whether a call was to cancel it. */
  readonly isCancelled: boolean
  readonly isOfOtherRelease: boolean
}

export function jobStands({ id, end, isCancelled, isOfOtherRelease }: JobRecord): JobStands {
  if (isOfOtherRelease) return 'of another release'
  if (end === 'trained') return 'done'
  if (isCancelled) return 'cancelling'
  if (id === undefined) return 'not known to be submitted'
  return end ?? 'submitted'
}

/** What comes next of a job that stands so, and who does it. */
export const NEXT_OF_JOB: Readonly<Record<Exclude<JobStands, 'submitted'>, string>> = {
  'not known to be submitted': 'the next call of nx finds out',
  'of another release': 'that one collects it',
  cancelling: 'npx bocas jobs --cancel --pending goes on with it, as does the next call of nx',
  done: 'the next call of nx collects its result',
  failed: 'the next call of nx says why',
  interrupted: 'the next call of nx goes on with it',
}
