import { findKept, plural, type Problem, workspacePaths } from 'bocas/internal'
import type { ChosenEngine } from '../../engines/chosen-engine'
import type { WorkerEnd } from '../launch/launcher'
import { specification, type WantedRun } from '../launch/specification'
import { discardWork, makeWorkFolder } from '../leftovers/work-folders'
import { takenInOrder } from '../queue/taken-in-order'
import { engineOptions, jobsAtOnce } from './engine-options'
import { isCancelled } from './cancel-jobs'
import { jobOfOtherEngine, leftJob } from './job-folder'
import { OpenJobs, endSaying, type OpenJob } from './open-job'
import { submitJobs } from './submit-jobs'

/** What became of runs that were to be submitted. */
export interface Submission {
  readonly submitted: number
  /** Those that were not, by why. */
  readonly counts: Readonly<Record<'kept' | 'submitted before' | 'executed by another call', number>>
  /** Of each run that takes what is not there: what that is. */
  readonly lacking: readonly string[]
  /** Why the engine takes none. */
  readonly refused: readonly Problem[]
}

/** Submits runs and does not wait for them: a later call finds their jobs by their keys, and collects what comes of them. */
export async function submitRuns(
  root: string,
  chosen: ChosenEngine,
  wanted: readonly WantedRun[],
  say: (line: string) => void,
): Promise<Submission> {
  const paths = workspacePaths(root)
  const counts = { kept: 0, 'submitted before': 0, 'executed by another call': 0 }
  const lacking: string[] = []
  const options = await engineOptions(root, chosen, { onInterrupt: () => Promise.resolve('leave'), say })
  const { engine } = options
  const all = new OpenJobs(options)
  const takes = takenInOrder(root, wanted)
  const work = makeWorkFolder(root, 'submit')
  const ends = new Map<OpenJob, WorkerEnd>()
  const jobs: OpenJob[] = []
  try {
    const most = await jobsAtOnce(engine, chosen)
    let leftOver = 0
    for (const one of wanted) {
      const settled = await takes.settle(one)
      if ('lacks' in settled) {
        lacking.push(`${one.plan.task}/${one.run.name} is not submitted: ${settled.lacks}`)
        continue
      }
      if ((await findKept(paths, settled.run.key)).kept) counts.kept++
      else if (isSubmitted(root, settled.run.key, engine.name)) counts['submitted before']++
      else if (jobs.length + counts['submitted before'] < most) jobs.push(openJob(settled, root, work, ends))
      else leftOver++
    }
    if (leftOver > 0)
      say(
        `⚠ ${plural(leftOver, 'run')} left for the next time: ${most < chosen.jobs ? engine.name : 'the profile'} allows ${most} jobs at once`,
      )
    await submitJobs(all, jobs)
    const submitted = jobs.filter(({ isOver }) => !isOver)
    for (const job of submitted) all.finish(job, endSaying({ type: 'interrupted' }), 'left')
    const over = jobs.filter((job) => !submitted.includes(job)).map((job) => ends.get(job)!)
    counts['executed by another call'] = over.filter(({ said }) => said?.type === 'busy').length
    counts.kept += over.filter(({ said }) => said?.type === 'kept').length
    const failed = over.flatMap(({ said }) =>
      said?.type === 'failed' ? [{ message: said.message, ...(said.codes?.[0] && { code: said.codes[0] }) }] : [],
    )
    const refused: Problem[] = [...over.flatMap(({ refused: problems }) => problems ?? []), ...failed]
    return {
      submitted: submitted.length,
      counts,
      lacking,
      refused: [...new Map(refused.map((problem) => [`${problem.message} ${problem.path}`, problem])).values()],
    }
  } finally {
    await options.transport.close?.()
    discardWork(work)
  }
}

/** Also to another engine: what comes of that is collected by the next call, whichever it uses. */
function isSubmitted(root: string, key: string, engine: string): boolean {
  const job = jobOfOtherEngine(root, key, engine) ?? leftJob(root, key, engine)
  return job?.note.id !== undefined && !isCancelled(job)
}

function openJob(wanted: WantedRun, root: string, work: string, ends: Map<OpenJob, WorkerEnd>): OpenJob {
  const job: OpenJob = {
    // The machine of a job has packages of its own, which are looked at there.
    spec: { ...specification(wanted, root, work, 'store'), installed: wanted.plan.run.loadable.folders },
    onProgress: () => undefined,
    resolve: (end) => void ends.set(job, end),
    isOver: false,
    successors: 0,
  }
  return job
}
