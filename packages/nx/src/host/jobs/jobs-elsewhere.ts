import { isProblemsError } from 'bocas/internal/store'
import type { Launcher } from '../launch/launcher'
import type { WantedRun } from '../launch/specification'
import type { Outcome } from '../outcome/outcome'
import { jobOfOtherEngine, type NotedJob } from './job-folder'

/** Engines beside that of a call. */
export interface OtherEngines {
  /** The engine of the call: its own jobs it takes up itself. */
  readonly own: string
  /**
   * A launcher that takes up jobs of the engine that has this one, and submits none.
   *
   * @throws ProblemsError when that engine cannot be asked.
   */
  launcherOf(job: NotedJob): Promise<Launcher>
}

/** The runs of a call that jobs of other engines have: they are waited for beside the queue, take no place in it, and are not executed twice. */
export interface JobsElsewhere {
  /** Whether it is not waited for, or no longer. */
  isReady(wanted: WantedRun): boolean
  /** What came of the job that had the run; undefined when none had, or none is left and the run is to be executed. */
  answer(wanted: WantedRun): Outcome | undefined
  /**
   * Begins to wait for the job that has this run.
   *
   * @param follow follows it by this launcher until its end.
   * @returns whether there is such a job.
   */
  take(wanted: WantedRun, follow: (launcher: Launcher) => Promise<Outcome | 'busy'>): boolean
}

/** @param wake told each time that a run has come to be ready. */
export function jobsElsewhere(root: string, others: OtherEngines | undefined, wake: () => void): JobsElsewhere {
  const followed = new Set<string>()
  const answers = new Map<string, Outcome>()
  return {
    isReady: (wanted) => !followed.has(idOf(wanted)),
    answer: (wanted) => answers.get(idOf(wanted)),
    take(wanted, follow) {
      const job = others && jobOfOtherEngine(root, wanted.run.key, others.own)
      if (job === undefined) return false
      const id = idOf(wanted)
      followed.add(id)
      const bring = async (): Promise<Outcome | 'busy'> => {
        try {
          return await follow(await others!.launcherOf(job))
        } catch (error) {
          if (isProblemsError(error)) return notAsked(job, error.message)
          return {
            kind: 'failed',
            message: `bocas could not follow its job: ${error instanceof Error ? error.stack : String(error)}`,
          }
        }
      }
      void bring().then((outcome) => {
        if (outcome !== 'busy') answers.set(id, outcome)
        followed.delete(id)
        wake()
      })
      return true
    },
  }
}

const idOf = ({ plan, run }: WantedRun): string => `${plan.task}/${run.name}`

const notAsked = ({ note: { engine, id, key } }: NotedJob, why: string): Outcome => ({
  kind: 'not started',
  codes: ['engine-away'],
  message: `the job${id === undefined ? '' : ` ${id}`} of ${engine} has this run, and ${engine} cannot be asked: ${why} → mend that; or end the job where it is, and remove .bocas/jobs/${key}`,
})
