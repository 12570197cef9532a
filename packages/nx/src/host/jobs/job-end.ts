import type { JobState } from '../../engines/engine'
import type { RunSpecification } from '../../protocol/run-specification'
import type { WorkerEnd } from '../launch/launcher'
import type { JobVerdict } from './verdict'

type Ended = Extract<
  JobVerdict,
  { readonly ended: unknown } | { readonly failed: unknown } | { readonly lost: unknown }
>

/**
 * Whether another job takes the place of one that has ended: the run is not to blame, or has saved what the next one goes on from. Of what was cancelled from outside
 * there is none: somebody wanted that.
 */
export function hasSuccessor(found: Ended): boolean {
  if ('lost' in found) return true
  if ('failed' in found) return false
  const { how } = found.ended
  return how === 'node lost' || (found.saved && how !== 'cancelled')
}

/** How a run has ended whose job gave no result, in the words of a launcher. */
export function endOfJob(
  found: Ended,
  { engine, id }: { readonly engine: string; readonly id?: string | undefined },
  spec: Pick<RunSpecification, 'limits'>,
  printed: string,
): WorkerEnd {
  if ('failed' in found) return found.end as WorkerEnd
  const job = `the job${id === undefined ? '' : ` ${id}`} of ${engine}`
  if ('lost' in found) {
    const why = found.lost === 'silent' ? 'gave no sign of life any more' : 'never began'
    return failure(`${job} ${why}, and ${engine} does not know it; so did those that took its place`)
  }
  const { how, code = null, words } = found.ended
  const more = [words, printed].filter((text) => text !== undefined && text !== '').join('\n')
  const ending = more === '' ? '' : `: ${more}`
  const { timeout = 0 } = spec.limits ?? {}
  if (how === 'out of time') return { ...END, code, exceeded: { reason: 'timeout', seconds: timeout } }
  if (how === 'out of memory') return { ...END, code, exceeded: { reason: 'memory', bytes: 0 } }
  return { ...failure(`${job} ${SAYS[how]}${ending}\n→ the next call of nx submits the run again`), code }
}

const SAYS: Readonly<
  Record<Exclude<Extract<JobState, { kind: 'ended' }>['how'], 'out of time' | 'out of memory'>, string>
> = {
  done: 'ended, and left no result and no word of the run',
  failed: 'failed before the run could say why',
  cancelled: 'was cancelled',
  'node lost': 'lost its node, as did those that took its place',
}

const END: WorkerEnd = { said: null, code: null, signal: null }

const failure = (message: string): WorkerEnd => ({
  ...END,
  said: { type: 'failed', message, reason: 'exited', codes: ['job-lost'] },
})
