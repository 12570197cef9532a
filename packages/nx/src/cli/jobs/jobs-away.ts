import { chosenEngine } from '../../engines/chosen-engine'
import type { Engine } from '../../engines/engine'
import { openEngine } from '../../engines/open-engine'
import type { NotedJob } from '../../host/jobs/job-folder'
import type { Surroundings } from '../command'

/** The engines of these jobs, by name. They may be others than the one of this shell. */
export async function enginesOf(
  all: readonly NotedJob[],
  { root, env }: Pick<Surroundings, 'root' | 'env'>,
): Promise<Map<string, Engine>> {
  const opened = new Map<string, Engine>()
  for (const name of new Set(all.map(({ note }) => note.engine)))
    opened.set(name, await openEngine(root, chosenEngine(root, { ...env, BOCAS_ENGINE: name })))
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
  const transports = [...(await enginesOf(all, surroundings))].flatMap(([name, { transport }]) =>
    transport ? [{ name, transport }] : [],
  )
  const told = new Set<string>()
  return {
    async look() {
      for (const { name, transport } of transports)
        try {
          await transport.receive(all.flatMap(({ folder, note }) => (note.engine === name ? [folder] : [])))
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
