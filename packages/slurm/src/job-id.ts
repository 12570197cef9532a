import { randomBytes } from 'node:crypto'
import { sha256 } from 'bocas/internal/light'
import type { JobRequest } from '@bocas/nx'
import type { Listed } from './squeue'

/**
 * What a job is known by: its array's name, which no other array has, and its place in it. Slurm's own number is for people: numbers begin anew when a
 * controller has lost its state, and a run that goes on in a successor gets another one.
 */
export interface JobId {
  readonly called: string
  readonly name: string
  readonly index: number
}

/** A name for the array of these requests; a digest of their keys, and of chance, as the same runs may be submitted again. */
export const newName = (requests: readonly JobRequest[]): string =>
  `bocas-${sha256([...requests.map(({ key }) => key), randomBytes(8).toString('hex')].join('\n')).slice(0, 16)}`

export const isOurs = (name: string): boolean => /^bocas-[0-9a-f]{16}$/.test(name)

/** `1234_5@bocas-0123456789abcdef` */
export const writeId = ({ called, name }: Pick<JobId, 'called' | 'name'>): string => `${called}@${name}`

/** Undefined for what is no id of ours. */
export function readId(id: string): JobId | undefined {
  const [, called, index, name] = /^(\d+(?:_(\d+))?)@(bocas-[0-9a-f]{16})$/.exec(id) ?? []
  return name === undefined ? undefined : { called: called!, name, index: Number(index ?? 0) }
}

/** By what a listed job is compared with an id. */
export const placeInChunks = ({ name, index }: Pick<JobId, 'name' | 'index'>): string => `${name}/${index}`

/** Of each place the job that was submitted last: a successor goes before the job whose run it goes on with. */
export function latest<T extends Listed>(jobs: readonly T[]): Map<string, T> {
  const places = new Map<string, T>()
  for (const job of jobs.filter(({ name }) => isOurs(name))) {
    const place = placeInChunks(job)
    if ((places.get(place)?.id ?? -1) <= job.id) places.set(place, job)
  }
  return places
}
