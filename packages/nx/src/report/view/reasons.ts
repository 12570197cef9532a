import type { PageData } from '../data/page-data'

/** Why some runs stand as they do. */
export interface Reason {
  /** By which the table refers to it, from 1. */
  readonly number: number
  readonly state: string
  readonly why: string
  /** In the order of the sweep. */
  readonly runs: readonly number[]
}

/** The reasons of a page, equal ones of one state once, in the order of the states and then of their runs. */
export function reasonsOf({ states, runs, notes }: Pick<PageData, 'states' | 'runs' | 'notes'>): Reason[] {
  const groups = new Map<string, { state: number; why: string; runs: number[] }>()
  runs.state.forEach((state, run) => {
    const why = notes[run]
    if (why === undefined) return
    const id = JSON.stringify([state, why])
    const group = groups.get(id) ?? { state, why, runs: [] }
    groups.set(id, group)
    group.runs.push(run)
  })
  return [...groups.values()]
    .sort((a, b) => a.state - b.state)
    .map(({ state, ...group }, index) => ({ number: index + 1, state: states[state]!, ...group }))
}
