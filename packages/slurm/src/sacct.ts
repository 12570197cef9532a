import type { Listed } from './squeue'

/** The columns of `sacct` that {@link readSacct} reads, in this order. */
export const SACCT_COLUMNS = 'JobID,State,ExitCode,NodeList,Submit,JobName'

/** One job as the accounts have it. */
export interface Accounted extends Listed {
  readonly code: number
  /** The signal that ended it; 0 for none. */
  readonly signal: number
}

/**
 * Reads what `sacct -X -n -P` printed, the oldest first. Ids of jobs that share an id (after the controller has lost its state) are told apart by their
 * names. Places of an array that were not started are one line, `12_[3-9]`, of which nothing is known.
 */
export function readSacct(printed: string): Accounted[] {
  const rows = printed.split('\n').flatMap((line): (Accounted & { readonly submitted: string })[] => {
    const [called, state, exit, node, submitted, ...name] = line.split('|')
    const [, id, index] = /^(\d+)(?:_(\d+))?$/.exec(called ?? '') ?? []
    if (id === undefined || name.length === 0) return []
    const [code, signal] = exit!.split(':').map(Number)
    return [
      {
        id: Number(id),
        called: called!,
        index: Number(index ?? 0),
        name: name.join('|'),
        // `CANCELLED by 1000`
        state: state!.split(' ')[0]!,
        reason: '',
        node: /^None/.test(node!) ? '' : node!,
        code: code ?? 0,
        signal: signal ?? 0,
        submitted: submitted!,
      },
    ]
  })
  return rows.sort((a, b) => (a.submitted < b.submitted ? -1 : a.submitted > b.submitted ? 1 : a.id - b.id))
}
