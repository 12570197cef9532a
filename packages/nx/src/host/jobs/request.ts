import { posixRelative } from 'bocas/internal/light'
import type { JobRequest, JobResources } from '../../engines/engine'
import { jobPlaces } from '../../protocol/job-files'
import { keepCopy, packJob, type PackedJob } from '../../protocol/relocated'
import type { RunSpecification } from '../../protocol/run-specification'
import type { NotedJob } from './job-folder'
import type { EngineLauncherOptions } from './open-job'

/** What an engine is asked for one job. Paths are those of the machine that executes it. */
export function requestOf(
  { folder, note }: NotedJob,
  spec: RunSpecification,
  { root, transport, scripts, chosen }: EngineLauncherOptions,
): JobRequest {
  const there = (path: string): string => posixJoin(transport.root, posixRelative(root, path))
  const tactic = tacticOf(spec.config)
  const { key, task, name, submission, attempt } = note
  return {
    key,
    task,
    name,
    ...(tactic !== undefined && { tactic }),
    command: [transport.node, there(keepCopy(root, scripts.job)), there(folder), transport.root, String(submission)],
    folder: there(folder),
    log: there(jobPlaces(folder).log),
    resources: resourcesOf(spec),
    attempt,
    configuration: chosen.configurationOf(task, tactic),
  }
}

/** What is executed, as it travels. */
export const packedRun = (spec: RunSpecification, { engine, chosen, scripts }: EngineLauncherOptions): PackedJob =>
  packJob(
    {
      ...spec,
      into: 'outbox',
      job: { engine: engine.name },
      ...(chosen.threads !== undefined && { threads: chosen.threads }),
    },
    scripts.run,
    chosen.data,
  )

const posixJoin = (root: string, inside: string): string => (inside === '' ? root : `${root}/${inside}`)

/** What the sweep says that a run may take, as far as a scheduler can be told. */
function resourcesOf({ limits = {}, demand = {} }: RunSpecification): JobResources {
  const { gpu, cpu } = demand
  return {
    ...(cpu !== undefined && { cpus: Math.ceil(cpu) }),
    ...(gpu !== undefined && { gpus: Math.ceil(gpu) }),
    ...(limits.memory !== undefined && { memory: limits.memory }),
    ...(limits.timeout !== undefined && { seconds: limits.timeout }),
  }
}

function tacticOf(config: unknown): string | undefined {
  const { tactic } = (config ?? {}) as { readonly tactic?: unknown }
  return typeof tactic === 'string' ? tactic : undefined
}
