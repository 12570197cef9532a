import type { Requested, RunRequest } from './look-up'

/** Requests that can be answered together. */
interface Wave {
  /** Targets that come after all runs of a task. */
  readonly gathers: readonly GatherRequest[]
  readonly wave: readonly RunRequest[]
}

type GatherRequest = Extract<Requested, { readonly runs: readonly string[] }>

const isGather = (request: Requested): request is GatherRequest => 'runs' in request

/**
 * The requests in the order in which they can be looked up: what gathers runs, and whose runs are not known yet, comes after what it depends on. Runs that take
 * results of each other are put in order by the host.
 */
export function* waves(requests: readonly Requested[], needed: (id: string) => readonly string[]): Generator<Wave> {
  const open = new Map(requests.map((request) => [request.id, request]))
  while (open.size > 0) {
    const ready = [...open.values()].filter(
      (request) =>
        (!isGather(request) && request.run !== undefined) || needed(request.id).every((other) => !open.has(other)),
    )
    // Nx has no circles.
    if (ready.length === 0) return
    yield { gathers: ready.filter(isGather), wave: ready.filter((request) => !isGather(request)) }
    for (const { id } of ready) open.delete(id)
  }
}
