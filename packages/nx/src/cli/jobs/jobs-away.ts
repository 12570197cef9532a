import type { Engine } from '../../engines/engine'
import { openEngine } from '../../engines/open-engine'
import type { NotedJob } from '../../host/jobs/job-folder'
import { engineOfJob } from '../../host/jobs/known-jobs'
import type { Surroundings } from '../command'

/** An engine with the jobs that it has of those that were asked for. */
interface EngineWithJobs {
  readonly engine: Engine
  readonly ours: readonly NotedJob[]
}

/** The engines of these jobs, each with the settings by which its jobs were submitted. They may be others than those of this shell. */
export async function enginesOf(
  all: readonly NotedJob[],
  { root, env }: Pick<Surroundings, 'root' | 'env'>,
): Promise<readonly EngineWithJobs[]> {
  const parts = new Map<string, NotedJob[]>()
  for (const job of all) {
    const id = JSON.stringify([job.note.engine, job.note.profile])
    parts.set(id, [...(parts.get(id) ?? []), job])
  }
  const opened: EngineWithJobs[] = []
  for (const ours of parts.values())
    opened.push({ engine: await openEngine(root, engineOfJob(root, ours[0]!.note, env)), ours })
  return opened
}

/** What jobs have left where they see another disk than this machine. */
export interface JobsAway {
  /** Brings it home; says once that this does not work. */
  look(): Promise<void>
  close(): Promise<void>
}

/** Nothing is asked of anybody while all jobs are where this machine sees them. */
export async function jobsAway(
  all: readonly NotedJob[],
  surroundings: Pick<Surroundings, 'root' | 'env' | 'complain'>,
): Promise<JobsAway> {
  const transports = (await enginesOf(all, surroundings)).flatMap(({ engine: { name, transport }, ours }) =>
    transport ? [{ name, transport, ours }] : [],
  )
  const told = new Set<string>()
  return {
    async look() {
      for (const { name, transport, ours } of transports)
        try {
          await transport.receive(ours.map(({ folder }) => folder))
        } catch (error) {
          if (!told.has(name)) surroundings.complain(`⚠ ${name} is out of reach: ${(error as Error).message}`)
          told.add(name)
        }
    },
    async close() {
      for (const { transport } of transports) await transport.close?.()
    },
  }
}
