import type { ShownCell, OutputKind } from 'bocas/internal'
import type { PaperOutput } from '../../provenance/read-outputs'
import type { QuotesOf } from '../../provenance/text-quotes'

/** Something that a run is in. */
export interface RunUse {
  readonly kind: OutputKind
  readonly name: string
  /** Of what a paper draws itself, where there are several: which. */
  readonly paper?: string
  /** Of how many runs it is made. */
  readonly of: number
  /** How many of these are the runs that were asked for. */
  readonly count: number
  /** The number that the run gave, where one was read. */
  readonly value?: number
  /** Of a table: the cells that the run is in. */
  readonly cells?: readonly ShownCell[]
  /** Where the text names it; null when nobody can read the text here. */
  readonly quoted: readonly string[] | null
}

/** A run, by whatever is known of it. */
export interface RunIdentity {
  /** Keys of its results. */
  readonly keys: ReadonlySet<string>
  /** Its names as `task/name`: they count where the figures say no key. */
  readonly ids: ReadonlySet<string>
}

/** Everything that is made from a run: facts first, then figures, tables and claims. */
export function usesOf(
  outputs: readonly PaperOutput[],
  { keys, ids }: RunIdentity,
  quotes: QuotesOf | undefined,
): RunUse[] {
  const order: readonly OutputKind[] = ['fact', 'figure', 'table', 'claim']
  const isIt = ({ of }: PaperOutput, id: string): boolean => {
    const key = of.get(id)?.key
    return key === undefined ? ids.has(id) : keys.has(key)
  }
  return outputs
    .filter((output) => output.runs.some((id) => isIt(output, id)))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map((output) => {
      const { kind, name, paper, runs, values, cells } = output
      const value = values?.[runs.findIndex((id) => isIt(output, id))]
      return {
        kind,
        name,
        ...(paper === undefined ? {} : { paper }),
        of: runs.length,
        count: runs.filter((id) => isIt(output, id)).length,
        ...(value === undefined ? {} : { value }),
        ...(cells ? { cells: cells.filter((cell) => cell.runs.some((id) => isIt(output, id))) } : {}),
        quoted: quotes?.(output) ?? null,
      }
    })
}
