import type { Engine } from '../../engines/engine'
import { openEngine } from '../../engines/open-engine'
import { engineOptions } from '../../host/jobs/engine-options'
import type { NotedJob } from '../../host/jobs/job-folder'
import type { OtherEngines } from '../../host/jobs/jobs-elsewhere'
import { engineOfJob, saidOfEnd } from '../../host/jobs/known-jobs'
import { engineLauncher } from '../../host/launch/engine-launcher'
import type { Launcher } from '../../host/launch/launcher'
import { askWhatBecomesOfJobs } from './ask-interrupted'
import { cancelAfterwards } from './cancel-afterwards'
import type { Options } from './launcher-of-call'

/** Takes up jobs that earlier calls have given to other engines, with the settings of those calls. Each engine is opened once, when there is a job of it. */
export function otherEngines(
  root: string,
  own: string,
  { onInterrupt, say = () => undefined }: Options,
): OtherEngines & { close(): Promise<void> } {
  const opened = new Map<string, Promise<Launcher>>()
  const open = async ({ folder, note }: NotedJob): Promise<Launcher> => {
    const chosen = engineOfJob(root, note)
    const engine = await openEngine(root, chosen).catch((error: unknown) => {
      // What has come to its end can be collected without it.
      if (saidOfEnd(folder) === undefined) throw error
      return nobody(note.engine)
    })
    return engineLauncher(
      await engineOptions(root, chosen, {
        engine,
        submitsNone: true,
        onCancel: () => cancelAfterwards(root),
        onInterrupt: (jobs) => askWhatBecomesOfJobs(note.engine, jobs, onInterrupt),
        say,
      }),
    )
  }
  return {
    own,
    launcherOf(job) {
      const id = JSON.stringify([job.note.engine, job.note.profile])
      if (!opened.has(id)) opened.set(id, open(job))
      return opened.get(id)!
    },
    async close() {
      const launchers = await Promise.allSettled(opened.values())
      for (const launcher of launchers) if (launcher.status === 'fulfilled') await launcher.value.close?.()
    },
  }
}

/** In the place of an engine that is not there: what lies in the folders of jobs decides. */
const nobody = (name: string): Engine => ({
  name,
  refuse: () => Promise.resolve([]),
  submit: () => Promise.reject(new Error(`${name} is not there`)),
  poll: () => Promise.resolve(new Map()),
  cancel: () => Promise.resolve(),
})
