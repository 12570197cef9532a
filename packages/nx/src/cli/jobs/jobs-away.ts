import { groupBy } from 'bocas/internal/light'
import type { Engine } from '../../engines/engine'
import type { Transport } from '../../engines/transport'
import { openEngine } from '../../engines/open-engine'
import type { NotedJob } from '../../host/jobs/job-folder'
import { engineOfJob } from '../../host/jobs/known-jobs'
import type { Surroundings } from '../command'

/** The jobs that one engine has of those that were asked for. */
interface JobsOfEngine {
  readonly name: string
  readonly ours: readonly NotedJob[]
  /** @throws ProblemsError when it is not installed, or its profile is wrong or gone. */
  open(): Promise<Engine>
}

/** These jobs by their engines, each with the settings by which its jobs were submitted. They may be others than those of this shell. */
export function byEngine(
  all: readonly NotedJob[],
  { root, env }: Pick<Surroundings, 'root' | 'env'>,
): readonly JobsOfEngine[] {
  const parts = groupBy(all, ({ note }) => JSON.stringify([note.engine, note.profile]))
  return [...parts.values()].map((ours) => {
    const { note } = ours[0]!
    return { name: note.engine, ours, open: async () => openEngine(root, engineOfJob(root, note, env)) }
  })
}

/** What jobs have left where they see another disk than this machine. */
export interface JobsAway {
  /** Brings it home; says once that this does not work. */
  refresh(): Promise<void>
  close(): Promise<void>
}

/** Nothing is asked of anybody while all jobs are where this machine sees them. */
export async function jobsAway(
  all: readonly NotedJob[],
  surroundings: Pick<Surroundings, 'root' | 'env' | 'complain'>,
): Promise<JobsAway> {
  const told = new Set<string>()
  const complain = (name: string, error: unknown): void => {
    if (!told.has(name)) surroundings.complain(`⚠ ${name} is out of reach: ${(error as Error).message}`)
    told.add(name)
  }
  const transports: { readonly name: string; readonly transport: Transport; readonly ours: readonly NotedJob[] }[] = []
  for (const { name, ours, open } of byEngine(all, surroundings))
    try {
      const { transport } = await open()
      if (transport) transports.push({ name, transport, ours })
    } catch (error) {
      complain(name, error)
    }
  return {
    async refresh() {
      for (const { name, transport, ours } of transports)
        await transport.receive(ours.map(({ folder }) => folder)).catch((error: unknown) => complain(name, error))
    },
    async close() {
      for (const { transport } of transports) await transport.close?.()
    },
  }
}
