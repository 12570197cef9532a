import { canonicalJson, withoutUndefined } from 'bocas/internal/light'
import type { JobRequest } from '@bocas/nx'
import { GPUS, readConfiguration } from './configuration'
import { megabytes, readMemory } from './memory'
import { readTime } from './time'

/** What `sbatch` is asked for. Jobs of equal settings are one array. */
export interface JobSettings {
  readonly partition?: string
  readonly account?: string
  readonly qos?: string
  readonly constraint?: string
  /** Seconds. */
  readonly time?: number
  /** Megabytes. */
  readonly memory?: number
  readonly cpus?: number
  readonly gpus?: { readonly type?: string; readonly count: number }
  readonly modules: readonly string[]
  readonly setup: readonly string[]
  readonly flags: readonly string[]
  readonly notice: number
  readonly requeue: boolean
  readonly successors: number
}

/** Seconds before the limit at which a run is asked to save its state, where nothing else is said. */
const NOTICE = 120
/** So many jobs one after the other are weeks of one run; a run that never saves its state would else go round for ever. */
const SUCCESSORS = 20
/** Seconds that a job has beyond what its run may take: for its start, and for the run to be ended by ourselves, who say why. */
const ROOM_OF_TIME = 120
/** Megabytes beyond what the run may take, for the process that watches it. */
const ROOM_OF_MEMORY = 256

/** What a job gets: what its run asks for, else what is configured for it. */
export function settingsOf(request: JobRequest): JobSettings {
  const given = readConfiguration(request.configuration)
  const { resources, attempt } = request
  const limit = given.time === undefined ? undefined : readTime(given.time)!
  const asked = resources.seconds === undefined ? undefined : resources.seconds + ROOM_OF_TIME
  // A run that may take longer than a job goes on in the next one.
  const time = limit === undefined ? asked : Math.min(limit, asked ?? Infinity)
  const memory =
    resources.memory === undefined
      ? given.memory === undefined
        ? undefined
        : readMemory(given.memory)!
      : megabytes(resources.memory) + ROOM_OF_MEMORY
  const { partition, account, qos, constraint } = given
  return withoutUndefined({
    partition,
    account,
    qos,
    constraint,
    time: grown(time, given.retry?.time, attempt),
    memory: grown(memory, given.retry?.memory, attempt),
    cpus: resources.cpus ?? given.cpus,
    gpus: gpusOf(given.gpus, resources.gpus),
    modules: given.modules ?? [],
    setup: given.setup ?? [],
    flags: given.flags ?? [],
    notice: given.notice ?? NOTICE,
    requeue: given.requeue ?? true,
    successors: given.successors ?? SUCCESSORS,
  })
}

/** No limit stays none. */
const grown = (value: number | undefined, factor = 1, attempt: number): number | undefined =>
  value === undefined || value === Infinity ? undefined : Math.ceil(value * factor ** (attempt - 1))

function gpusOf(given: number | string | undefined, asked: number | undefined): JobSettings['gpus'] {
  const [, type, number] = typeof given === 'string' ? GPUS.exec(given)! : []
  // A part of a GPU is a whole one here: jobs do not share them.
  const count = Math.ceil(asked ?? Number(number ?? given ?? 0))
  return count === 0 ? undefined : { ...(type !== undefined && { type }), count }
}

/** Jobs that may be one array: at most so many. */
export interface Chunk {
  readonly settings: JobSettings
  readonly requests: readonly JobRequest[]
}

/** Jobs by equal settings, in arrays of at most `most`. The order of requests is kept within an array. */
export function chunksOf(requests: readonly JobRequest[], most: number): readonly Chunk[] {
  const groups = new Map<string, { settings: JobSettings; requests: JobRequest[] }>()
  for (const request of requests) {
    const settings = settingsOf(request)
    const name = canonicalJson(settings)
    const group = groups.get(name) ?? { settings, requests: [] }
    groups.set(name, group)
    group.requests.push(request)
  }
  return [...groups.values()].flatMap(({ settings, requests: all }) => {
    const size = Math.min(most, all.length)
    return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => ({
      settings,
      requests: all.slice(i * size, (i + 1) * size),
    }))
  })
}
